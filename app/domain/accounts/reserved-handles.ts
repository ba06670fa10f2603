/** Handles that nobody gets: they would pass for the site itself, or for one of its addresses. */
export const reservedHandles: ReadonlySet<string> = new Set(
  `about abuse access account accounts activity admin administrator admins all anonymous api app apps assets auth
  blog bookmarks bot bots contact dashboard deleted developer developers docs download edit error everyone explore
  export favicon feed feeds files follow followers following help here home host hostmaster i image images import info
  invite invites job jobs legal list lists live login logout mail me media member members message messages mod
  moderation moderator moderators new news nobody notification notifications null official operator owner people
  policy post postmaster posts press privacy profile public queue queues reaction reactions register report reports
  robots root rss rules safety search security self session sessions setting settings share sign_in sign_out sign_up
  signin signout signup sitemap source staff static status stream streams superuser support sysadmin system tag tags
  team terms test thread threads timeline topics tributary trust undefined upload uploads user users verified verify
  void web webmaster welcome well_known www you`.split(/\s+/),
)
