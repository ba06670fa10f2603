import type { Role } from '#app/domain/accounts/viewer.ts'
import type { CommonKind } from '#app/domain/posts/post-views.ts'

/** The people whom a visitor of the demo can sign in as. */
export type Member = Readonly<{
  role: Role
  handle: string
  name: string
  email: string
  bio: string
  /** How many of the people who post most they follow. */
  follows: number
  /** How many of the community follow them. */
  followers: number
}>

export const cast: readonly Member[] = [
  {
    role: 'member',
    handle: 'mia',
    name: 'Mia Sorel',
    email: 'mia@example.org',
    bio: 'Coffee before noon, beer after six. Home brewer since last winter.',
    follows: 24,
    followers: 31,
  },
  {
    role: 'moderator',
    handle: 'otto',
    name: 'Otto Lindqvist',
    email: 'otto@example.org',
    bio: 'I keep the place tidy. Ask me about lagers.',
    follows: 12,
    followers: 18,
  },
  {
    role: 'admin',
    handle: 'ada',
    name: 'Ada Merrow',
    email: 'ada@example.org',
    bio: 'I run this server. Espresso, mostly.',
    follows: 9,
    followers: 12,
  },
]

/** What they say among the rest. `answers` is the number of a line before it; `hoursAgo` counts from the loading. */
export type Line = Readonly<{ by: string; hoursAgo: number; text: string; answers?: number }>

export const lines: readonly Line[] = [
  {
    by: 'ada',
    hoursAgo: 29 * 24,
    text: 'Welcome! This server is for people who brew, roast, pour or drink, and like to know why it works. Say hello under this post.\n\n#welcome',
  },
  {
    by: 'otto',
    hoursAgo: 29 * 24 - 2,
    answers: 0,
    text: 'Hello! I read along and help out. If something looks wrong, tell me.',
  },
  { by: 'mia', hoursAgo: 26 * 24, answers: 0, text: 'Hi all. I burnt my first wort and kept going.' },
  {
    by: 'mia',
    hoursAgo: 9 * 24,
    text: 'First bottle of my own pale ale, six weeks after the worst day of my stove. It is cloudy, it is a little sweet, and I would not change it for anything.\n\n#homebrew #pale_ale',
  },
  {
    by: 'otto',
    hoursAgo: 9 * 24 - 1,
    answers: 3,
    text: 'Congratulations! Sweet may be a stuck fermentation. What was the final gravity?',
  },
  {
    by: 'mia',
    hoursAgo: 9 * 24 - 2,
    answers: 4,
    text: '1.018, and I did pitch warm. So that is the reason. Next time slower.',
  },
  {
    by: 'otto',
    hoursAgo: 4 * 24,
    text: 'A small request: one question a post. Two questions get half an answer each.',
  },
  {
    by: 'mia',
    hoursAgo: 52,
    text: 'Moved the grinder one notch finer and the morning cup went from sour to plums. One notch! How do people live with blade grinders?\n\n#coffee #grinding',
  },
  { by: 'ada', hoursAgo: 51, answers: 7, text: 'They shake it and hope. I did for ten years.' },
  {
    by: 'ada',
    hoursAgo: 20,
    text: 'The server was updated last night. Home feeds are quicker, nothing else should look different.',
  },
  {
    by: 'mia',
    hoursAgo: 5,
    text: 'Tasting notes from tonight: 🍺 stout, dry, a bit of burnt toast. ☕ Ethiopian filter, lemon, black tea. Together: do not.',
  },
  { by: 'otto', hoursAgo: 4.5, answers: 10, text: 'Somebody had to find out.' },
]

/** How others took to it, in turn. */
export const applause: readonly CommonKind[] = ['like', 'love', 'like', 'laugh', 'like', 'thanks', 'wow']
