import admin from './en/admin.json'
import auth from './en/auth.json'
import bookmarks from './en/bookmarks.json'
import common from './en/common.json'
import composer from './en/composer.json'
import drafts from './en/drafts.json'
import emoji from './en/emoji.json'
import errors from './en/errors.json'
import feed from './en/feed.json'
import lists from './en/lists.json'
import media from './en/media.json'
import nav from './en/nav.json'
import pages from './en/pages.json'
import people from './en/people.json'
import post from './en/post.json'
import reacted from './en/reacted.json'
import requests from './en/requests.json'
import settings from './en/settings.json'
import shortcuts from './en/shortcuts.json'
import words from './en/words.json'

/** Every string in English. The file's name is the first part of a key: `post.reply` is in en/post.json. */
const messages = {
  admin,
  auth,
  bookmarks,
  common,
  composer,
  drafts,
  emoji,
  errors,
  feed,
  lists,
  media,
  nav,
  pages,
  people,
  post,
  reacted,
  requests,
  settings,
  shortcuts,
  words,
}

export type Messages = typeof messages
export default messages
