// The Redis side of the cache. Each script asks the server which history its data belongs to: `master_replid` is new
// after every start and every promotion of a replica, which may both have lost the last writes.

const history = `
local info = redis.call('INFO', 'replication')
local _, at = string.find(info, 'master_replid:', 1, true)
local history = string.sub(info, at + 1, at + 16)
`

/** A log that has lost its head (emptied, evicted) begins anew, with a birth of its own. */
const head = `${history}
local function head(fresh)
  local held = redis.call('HMGET', KEYS[2], 'birth', 'number')
  if held[1] then return held[1], tonumber(held[2]) end
  redis.call('DEL', KEYS[1])
  redis.call('HSET', KEYS[2], 'birth', fresh, 'number', 0)
  return fresh, 0
end
`

/**
 * KEYS    1 log · 2 its head
 * ARGV    1 the log that the caller knows, or '' · 2 its last entry that the caller has read · 3 a birth, if it has
 *         none · 4 how many entries are worth reading
 * returns nothing when there is nothing new; else the log's name and the number of its last entry, then the entries in
 *         between, unless some are missing, they are too many, or belong to another log
 * cost    O(entries)
 */
export const syncScript = `${head}
local birth, last = head(ARGV[3])
local name, from = history .. ':' .. birth, tonumber(ARGV[2])
if name ~= ARGV[1] or from > last or last - from > tonumber(ARGV[4]) then return {name, last} end
if from == last then return false end
local entries = redis.call('XRANGE', KEYS[1], (from + 1) .. '-0', '+')
if #entries ~= last - from then return {name, last} end
for i, entry in ipairs(entries) do entries[i] = entry[2][2] end
return {name, last, entries}
`

/**
 * KEYS    1 log · 2 its head · 3 open intents
 * ARGV    1 a birth, if it has none · 2 length to trim to · 3 how many intents · the intents, now done · the entries
 * returns the log's name, and the number of its last entry: the last of these
 * cost    O(entries + intents × log open)
 */
export const appendScript = `${head}
local birth, last = head(ARGV[1])
local done = tonumber(ARGV[3])
for i = 4, 3 + done do redis.call('ZREM', KEYS[3], ARGV[i]) end
for i = 4 + done, #ARGV do
  last = redis.call('HINCRBY', KEYS[2], 'number', 1)
  redis.call('XADD', KEYS[1], 'MAXLEN', '~', ARGV[2], last .. '-0', 'facts', ARGV[i])
end
return {history .. ':' .. birth, last}
`

/**
 * KEYS    1 open intents
 * ARGV    the intents
 * returns nothing
 * cost    O(intents × log open)
 */
export const openScript = `
local now = redis.call('TIME')[1]
for i = 1, #ARGV do redis.call('ZADD', KEYS[1], now, ARGV[i]) end
`

/**
 * KEYS    1 open intents
 * ARGV    1 seconds that they are older than · 2 how many at most
 * returns the oldest of them
 * cost    O(answered + log open)
 */
export const abandonedScript = `
local until_s = tonumber(redis.call('TIME')[1]) - tonumber(ARGV[1])
return redis.call('ZRANGEBYSCORE', KEYS[1], '-inf', until_s, 'LIMIT', 0, ARGV[2])
`

// A fact's key holds `history:version:` and then `L` and a token (a lease: somebody is loading it), `V` and its JSON,
// or `N` (there is none). What begins otherwise is void.

/**
 * KEYS    facts
 * ARGV    1 version · 2 the caller's token · 3 milliseconds of a lease
 * returns for each what is behind its prefix; nothing where the caller has got the lease
 * cost    O(keys)
 */
export const readScript = `${history}
local prefix = history .. ':' .. ARGV[1] .. ':'
local values = redis.call('MGET', unpack(KEYS))
for i, key in ipairs(KEYS) do
  local value = values[i]
  if value and string.sub(value, 1, #prefix) == prefix then
    values[i] = string.sub(value, #prefix + 1)
  else
    redis.call('SET', key, prefix .. 'L' .. ARGV[2], 'PX', ARGV[3])
    values[i] = false
  end
end
return values
`

/**
 * Stores what the caller still has the lease of, in the history in which it got it.
 * KEYS    facts
 * ARGV    1 version · 2 the caller's token · then for each: seconds to live · value
 * returns nothing
 * cost    O(keys)
 */
export const fillScript = `${history}
local prefix = history .. ':' .. ARGV[1] .. ':'
for i, key in ipairs(KEYS) do
  if redis.call('GET', key) == prefix .. 'L' .. ARGV[2] then
    redis.call('SET', key, prefix .. ARGV[2 * i + 2], 'EX', ARGV[2 * i + 1])
  end
end
`
