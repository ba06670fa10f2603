import { Readable } from 'node:stream'
import { type ActionFunctionArgs, redirect } from '@remix-run/node'
import { toPictureKind } from '#app/domain/media/media-rules.ts'
import { answerForm } from '#app/web/answer.server.ts'
import { PictureInput, readPictureForm } from '#app/web/picture-form.server.ts'
import { wiring } from '#app/wiring.server.ts'

export function loader() {
  return redirect('/settings/pictures')
}

/** Sets or takes away the viewer's own picture. It is prepared behind, and shown when it is ready. */
export async function action({ request, params }: ActionFunctionArgs) {
  const kind = toPictureKind(params.kind)
  const back = () => '/settings/pictures'
  return answerForm(
    request,
    { kind: 'upload', schema: PictureInput, back, readForm: () => readPictureForm },
    async (viewer, input) => {
      const { media } = wiring()
      if ('remove' in input) return media.removePicture({ viewer, kind })
      const { image, focusX, focusY } = input
      const body = Readable.from([Buffer.from(await image.arrayBuffer())], { objectMode: false })
      return media.upload({ owner: viewer, kind, body, bytes: image.size, focus: [focusX, focusY] })
    },
  )
}
