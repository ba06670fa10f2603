import type { ListsDeps } from './deps.ts'
import { listPeople, setPerson } from './list-people.server.ts'
import { createList, findLists, findListsWith, removeList, renameList, requireList } from './own-lists.server.ts'

type Input<Verb extends (deps: never, input: never) => unknown> = Parameters<Verb>[1]

/**
 * The door to lists: named lists of people, each read as a feed (`listFeed`) by its owner alone. Who does not own a list
 * is told that there is none: whatever names one @throws NotFound.
 */
export function createLists(deps: ListsDeps) {
  return {
    all: (query: Input<typeof findLists>) => findLists(deps, query),
    /** Which of the viewer's lists somebody is on. @throws NotFound; Invalid for oneself */
    withPerson: (query: Input<typeof findListsWith>) => findListsWith(deps, query),
    require: (query: Input<typeof requireList>) => requireList(deps.db, query),
    people: (query: Input<typeof listPeople>) => listPeople(deps, query),

    /** @throws Invalid past 100 lists */
    create: (command: Input<typeof createList>) => createList(deps, command),
    rename: (command: Input<typeof renameList>) => renameList(deps, command),
    remove: (command: Input<typeof removeList>) => removeList(deps, command),
    /** @throws NotFound also when the viewer may not know of this person; Invalid for oneself, and past 1,000 people */
    setPerson: (command: Input<typeof setPerson>) => setPerson(deps, command),
  }
}
