import type { Cache } from '#app/lib/cache/cache.ts'
import type { Db } from '#app/lib/db.server.ts'
import type { Env } from '#app/lib/env.server.ts'
import type { Logger } from '#app/lib/log.server.ts'
import { allIds, createByAdmin, createImported, findAdmin, setRole } from './admin.server.ts'
import { createAuth, sessionCookie } from './auth.server.ts'
import type { Authors } from './authors.ts'
import { completePeople } from './complete-people.server.ts'
import type { FollowGraph } from './follow-graph.ts'
import { findSuggestions, follow, listFollowers, listFollowing, unfollow } from './people.server.ts'
import { readProfile, updateProfile } from './profile.server.ts'
import { createViewerReader } from './read-viewer.server.ts'
import { changePassword, listSessions, revokeOtherSessions, revokeSession } from './sessions.server.ts'
import { nameForLimit, signIn, signOut } from './sign-in.server.ts'
import { signUp } from './sign-up.server.ts'

type Input<Verb extends (deps: never, input: never) => unknown> = Parameters<Verb>[1]

/** The door to people: who they are, how they sign in, whom they follow. */
export function createAccounts({ db, feeds, posts, cache, env, log, now }: AccountsDeps) {
  const { name: cookieName, forget: forgetCookie } = sessionCookie(env)
  const auth = createAuth({ db, env, log })
  const deps = { db, feeds, posts, cache, now, auth, cookieName, forgetCookie, secret: env.SESSION_SECRET }
  return {
    signUp: (input: Input<typeof signUp>) => signUp(deps, input),
    nameForLimit: (identifier: string) => nameForLimit(deps, identifier),
    signIn: (input: Input<typeof signIn>) => signIn(deps, input),
    signOut: (input: Input<typeof signOut>) => signOut(deps, input),
    /** Who request headers belong to, as of now; null: nobody. */
    viewer: createViewerReader(deps),

    sessions: (input: Input<typeof listSessions>) => listSessions(deps, input),
    revokeSession: (input: Input<typeof revokeSession>) => revokeSession(deps, input),
    revokeOtherSessions: (input: Input<typeof revokeOtherSessions>) => revokeOtherSessions(deps, input),
    changePassword: (input: Input<typeof changePassword>) => changePassword(deps, input),

    profile: (input: Input<typeof readProfile>) => readProfile(deps, input),
    updateProfile: (input: Input<typeof updateProfile>) => updateProfile(deps, input),

    follow: (input: Input<typeof follow>) => follow(deps, input),
    unfollow: (input: Input<typeof unfollow>) => unfollow(deps, input),
    suggestions: (input: Input<typeof findSuggestions>) => findSuggestions(deps, input),
    /** For a mention that is being typed: eight people at most. */
    complete: (input: Input<typeof completePeople>) => completePeople(db, input),
    followers: (input: Input<typeof listFollowers>) => listFollowers(deps, input),
    following: (input: Input<typeof listFollowing>) => listFollowing(deps, input),

    createByAdmin: (input: Input<typeof createByAdmin>) => createByAdmin(deps, input),
    setRole: (input: Input<typeof setRole>) => setRole(deps, input),
    findAdmin: (input: Input<typeof findAdmin>) => findAdmin(deps, input),
    allIds: () => allIds(deps),
    createImported: (people: Input<typeof createImported>) => createImported(deps, people),
  }
}

type AccountsDeps = {
  db: Db
  feeds: FollowGraph
  posts: Authors
  cache: Pick<Cache, 'shelf' | 'sync' | 'write'>
  env: Pick<Env, 'origin' | 'SESSION_SECRET'>
  log: Logger
  now: () => Date
}
