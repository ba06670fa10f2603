import { Field } from '#app/components/ui/field.tsx'
import { emojiLimits } from '#app/domain/emoji/emoji-limits.ts'
import { acceptedTypes } from '#app/domain/media/media-limits.ts'
import { useTranslation } from '#app/web/i18n-context.ts'

type Fields = Readonly<{ name?: string; description?: string; category?: string }>

/** What an admin says of an emoji. */
export function EmojiFields({ values, errors }: { values?: Fields; errors?: Readonly<Record<string, string>> }) {
  const { t } = useTranslation()
  return (
    <>
      <Field
        label={t('emoji.name')}
        hint={t('emoji.nameHint')}
        error={errors?.name}
        name="name"
        autoComplete="off"
        autoCapitalize="none"
        spellCheck={false}
        // With its colons.
        maxLength={emojiLimits.maxName + 2}
        defaultValue={values?.name}
        required
      />
      <Field
        label={t('emoji.description')}
        hint={t('emoji.descriptionHint')}
        error={errors?.description}
        name="description"
        autoComplete="off"
        maxLength={emojiLimits.maxDescription}
        defaultValue={values?.description}
      />
      <Field
        label={t('emoji.category')}
        hint={t('emoji.categoryHint')}
        error={errors?.category}
        name="category"
        autoComplete="off"
        maxLength={emojiLimits.maxCategory}
        defaultValue={values?.category}
      />
    </>
  )
}

/** The image of an emoji. A browser does not put a file into a field again: then it is said that it must be chosen anew. */
export function ImageField({ error, isToChooseAgain = false }: { error?: string; isToChooseAgain?: boolean }) {
  const { t } = useTranslation()
  const hint = t('emoji.imageHint', { kilobytes: emojiLimits.maxBytes / 1024 })
  return (
    <Field
      type="file"
      label={t('emoji.image')}
      hint={isToChooseAgain ? `${hint} ${t('emoji.chooseAgain')}` : hint}
      error={error}
      name="image"
      accept={acceptedTypes}
      required
    />
  )
}
