import { block, unblock } from './blocks.server.ts'
import { readBumps, setBumpReposts } from './bumps.server.ts'
import type { SafetyDeps, ToSomebody } from './deps.ts'
import { approve, listRequests, reject, removeFollower } from './follow-requests.server.ts'
import { listWords, muteWord, unmuteWord } from './muted-words.server.ts'
import { hideReposts, mute, showReposts, unmute } from './mutes.server.ts'
import { listBlocked, listMuted, listRepostsHidden } from './people-lists.server.ts'
import { readPrivacy, setPrivate, setQuotesFrom } from './privacy.server.ts'
import { suspend, unsuspend } from './suspensions.server.ts'

type Input<Verb extends (deps: never, input: never) => unknown> = Parameters<Verb>[1]

/** The door to what people keep away from themselves, and admins from everybody. Every verb done again does nothing. */
export function createSafety(deps: SafetyDeps) {
  return {
    /** @throws NotFound; Invalid for oneself, and past 5,000; and so do the next five */
    block: (command: ToSomebody) => block(deps, command),
    unblock: (command: ToSomebody) => unblock(deps, command),
    mute: (command: Input<typeof mute>) => mute(deps, command),
    unmute: (command: ToSomebody) => unmute(deps, command),
    hideReposts: (command: ToSomebody) => hideReposts(deps, command),
    showReposts: (command: ToSomebody) => showReposts(deps, command),
    blocked: (query: Input<typeof listBlocked>) => listBlocked(deps, query),
    muted: (query: Input<typeof listMuted>) => listMuted(deps, query),
    repostsHidden: (query: Input<typeof listRepostsHidden>) => listRepostsHidden(deps, query),

    words: (query: Input<typeof listWords>) => listWords(deps, query),
    /** @throws Invalid past 200 */
    muteWord: (command: Input<typeof muteWord>) => muteWord(deps, command),
    /** @throws NotFound */
    unmuteWord: (command: Input<typeof unmuteWord>) => unmuteWord(deps, command),

    requests: (query: Input<typeof listRequests>) => listRequests(deps, query),
    /** @throws NotFound, also when they do not ask; Invalid for oneself */
    approve: (command: ToSomebody) => approve(deps, command),
    /** @throws NotFound; Invalid for oneself; and so does the next */
    reject: (command: ToSomebody) => reject(deps, command),
    removeFollower: (command: ToSomebody) => removeFollower(deps, command),
    privacy: (query: Input<typeof readPrivacy>) => readPrivacy(deps, query),
    setPrivate: (command: Input<typeof setPrivate>) => setPrivate(deps, command),
    setQuotesFrom: (command: Input<typeof setQuotesFrom>) => setQuotesFrom(deps, command),

    /** @throws NotFound, also for who may not; Conflict when they are an admin */
    suspend: (command: Input<typeof suspend>) => suspend(deps, command),
    /** @throws NotFound, also for who may not */
    unsuspend: (command: Input<typeof unsuspend>) => unsuspend(deps, command),

    bumpsReposts: (query: Input<typeof readBumps>) => readBumps(deps, query),
    setBumpReposts: (command: Input<typeof setBumpReposts>) => setBumpReposts(deps, command),
  }
}
