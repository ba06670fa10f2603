import { useEffect, useState } from 'react'
import { useTranslation } from '#app/web/i18n-context.ts'
import { type ListedPerson, PersonRow } from './person-row.tsx'

const bones = ['first', 'second', 'third', 'fourth']

/**
 * People to follow, beside the page. Fetched by the browser after the page: no page waits for it, and a phone, which
 * does not show it, does not ask.
 */
export function Suggestions() {
  const { t } = useTranslation()
  const [people, setPeople] = useState<readonly ListedPerson[]>()

  useEffect(() => {
    if (!window.matchMedia('(min-width: 80rem)').matches) return
    const leaving = new AbortController()
    void findSuggested(leaving.signal).then((found) => {
      if (!leaving.signal.aborted) setPeople(found)
    })
    return () => leaving.abort()
  }, [])

  if (people?.length === 0) return null
  return (
    <section aria-labelledby="suggestions" className="script-only">
      <h2 id="suggestions" className="mb-1 text-lead font-semibold">
        {t('people.suggested')}
      </h2>
      <ul className={people ? '' : 'late'}>
        {people
          ? people.map((person) => <PersonRow key={person.id} person={person} compact />)
          : bones.map((bone) => <Bone key={bone} />)}
      </ul>
      <a href="/explore" className="link inline-flex min-h-11 items-center">
        {t('people.suggestedMore')}
      </a>
    </section>
  )
}

/**
 * Not by a fetcher of the router: going to another page while that still learns of its route is an error, which takes the
 * page away.
 */
async function findSuggested(signal: AbortSignal): Promise<readonly ListedPerson[]> {
  try {
    const response = await fetch('/people/suggestions', { signal })
    return response.ok ? (await response.json()).people : []
  } catch {
    return []
  }
}

function Bone() {
  return (
    <li className="flex items-center gap-3 py-2" aria-hidden="true">
      <span className="bone size-10 rounded-full" />
      <span className="flex-1">
        <span className="bone block h-4 w-28" />
        <span className="bone mt-1.5 block h-3 w-20" />
      </span>
      <span className="bone h-8 w-24 rounded-full" />
    </li>
  )
}
