// The Redis side of timelines. A timeline is a list of ids of 16 raw bytes, newest first. While it is being built its
// last element is the mark: 8 zero bytes and the 8 bytes of the build's token, older than any id.

/** Ids are compared as numbers: Lua compares strings by the server's locale, which need not be byte order. */
const older = `
local function older(a, b)
  local a1, a2, a3 = struct.unpack('>I6I5I5', a)
  local b1, b2, b3 = struct.unpack('>I6I5I5', b)
  if a1 ~= b1 then return a1 < b1 end
  if a2 ~= b2 then return a2 < b2 end
  return a3 < b3
end
local ZEROS = string.rep('\\0', 8)
local function building(last) return last and string.sub(last, 1, 8) == ZEROS end
`

/**
 * KEYS    timelines
 * ARGV    1 id, in 32 hexadecimal digits: a command without raw bytes is sent as one string · 2 length to trim to
 *         3 length past which to trim
 * returns nothing
 * cost    O(1) a timeline when the id is the newest; as far as it is from the top when it comes late
 */
export const pushScript = `${older}
local call, timeOf = redis.call, function(packed) return (struct.unpack('>I6', packed)) end
local function word(at) return tonumber(string.sub(ARGV[1], at, at + 7), 16) end
local id = struct.pack('>I4I4I4I4', word(1), word(9), word(17), word(25))
-- Deliveries that run at once are late by little: the top is looked at first. What is older than all has no place.
local function late(key, id)
  local from, step = 1, 8
  while true do
    local part = call('LRANGE', key, from, from + step - 1)
    for _, held in ipairs(part) do
      if held == id then return 0 end
      if older(held, id) then return call('LINSERT', key, 'BEFORE', held, id) end
    end
    if #part < step then return 0 end
    from, step = from + step, step * 2
  end
end
local time, length, most = timeOf(id), tonumber(ARGV[2]), tonumber(ARGV[3])
for _, key in ipairs(KEYS) do
  local head = call('LINDEX', key, 0)
  if head and head ~= id then
    local size = 0
    -- The time tells nearly always.
    local headTime = timeOf(head)
    if headTime < time or (headTime == time and older(head, id)) then
      size = call('LPUSH', key, id)
    else
      size = late(key, id)
    end
    if size > most and not building(redis.call('LINDEX', key, -1)) then
      redis.call('LTRIM', key, 0, length - 1)
    end
  end
end
`

/**
 * KEYS    timelines
 * ARGV    ids
 * returns nothing
 * cost    O(ids × length) a timeline; O(length) to forget one that is being built
 */
export const removeScript = `${older}
for _, key in ipairs(KEYS) do
  local last = redis.call('LINDEX', key, -1)
  if building(last) then
    redis.call('DEL', key)
  elseif last then
    for _, id in ipairs(ARGV) do redis.call('LREM', key, 1, id) end
  end
end
`

/**
 * KEYS    1 timeline
 * ARGV    1 direction: 0 down, 1 up · 2 id to start at, itself left out, or '' · 3 limit
 *         4 seconds that an unread timeline lives
 * returns false when there is none or it is being built; else the ids, newest first, one after the other, and after
 *         them one digit: 1 when nothing older is held, plus 2 when nothing newer is
 * cost    O(limit + log length)
 */
export const readScript = `${older}
local key, up, at, limit, ttl = KEYS[1], ARGV[1] == '1', ARGV[2], tonumber(ARGV[3]), tonumber(ARGV[4])
local last = redis.call('LINDEX', key, -1)
if not last or building(last) then return false end
local place, size = 0, nil
if at ~= '' then
  size = redis.call('LLEN', key)
  local low, high = 0, size
  while low < high do
    local middle = math.floor((low + high) / 2)
    local held = redis.call('LINDEX', key, middle)
    if older(held, at) or (up and held == at) then high = middle else low = middle + 1 end
  end
  place = low
end
local from, count = place, limit
if up then
  from = place == size and size or math.max(place - limit, 0)
  count = place - from
end
if redis.call('TTL', key) < ttl - 86400 then redis.call('EXPIRE', key, ttl) end
-- One more than asked for tells whether the list goes on: most reads need not ask how long it is.
local ids = redis.call('LRANGE', key, from, from + count)
local goesOn = #ids > count
ids[goesOn and count + 1 or #ids + 1] = (goesOn and 0 or 1) + (from == 0 and 2 or 0)
return table.concat(ids)
`

/**
 * KEYS    1 timeline
 * ARGV    1 the build's mark
 * returns nothing
 * cost    O(length) to free the old one
 */
export const openScript = `
redis.call('DEL', KEYS[1])
redis.call('RPUSH', KEYS[1], ARGV[1])
redis.call('EXPIRE', KEYS[1], 600)
`

/**
 * KEYS    1 timeline
 * ARGV    1 the build's mark · 2 ids, newest first, one after the other · 3 length · 4 seconds that it lives unread
 * returns 1, or 0 when this is not the build in progress
 * cost    O(length)
 */
export const fillScript = `${older}
local key, mark, packed, length, ttl = KEYS[1], ARGV[1], ARGV[2], tonumber(ARGV[3]), tonumber(ARGV[4])
if redis.call('LINDEX', key, -1) ~= mark then return 0 end
local pushed = redis.call('LRANGE', key, 0, -2)
redis.call('DEL', key)
local ids, p, at, stop = {}, 1, 1, #packed
while #ids < length and (p <= #pushed or at <= stop) do
  local a = pushed[p]
  local b = at <= stop and string.sub(packed, at, at + 15) or nil
  if a == b then
    ids[#ids + 1] = a
    p, at = p + 1, at + 16
  elseif not b or (a and older(b, a)) then
    ids[#ids + 1] = a
    p = p + 1
  else
    ids[#ids + 1] = b
    at = at + 16
  end
end
if #ids > 0 then
  redis.call('RPUSH', key, unpack(ids))
  redis.call('EXPIRE', key, ttl)
end
return 1
`
