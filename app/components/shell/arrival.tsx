import { useLocation, useNavigationType } from '@remix-run/react'
import { useEffect, useState } from 'react'

/**
 * What a browser does when it loads a page, where a script has changed the page instead: the title is read aloud, and
 * the keyboard starts at the top of what is new.
 */
export function Arrival() {
  const location = useLocation()
  const how = useNavigationType()
  const [title, setTitle] = useState('')

  useEffect(() => {
    if (how !== 'PUSH') return
    setTitle(document.title)
    const main = document.getElementById('main')
    // A field that took the focus by itself keeps it.
    if (!location.hash && !main?.contains(document.activeElement)) main?.focus({ preventScroll: true })
  }, [location, how])

  return (
    <p role="status" className="sr-only">
      {title}
    </p>
  )
}
