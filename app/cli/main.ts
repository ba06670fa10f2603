import { Command } from 'commander'
import { demoCommand } from './commands/demo.ts'
import { emojiCommand } from './commands/emoji.ts'
import { feedsCommand } from './commands/feeds.ts'
import { importCommand } from './commands/import.ts'
import { jobsCommand } from './commands/jobs.ts'
import { usersCommand } from './commands/users.ts'
import { describeFailure } from './failure.ts'

const program = new Command('tributary')
  .description('Commands for those who run Tributary. `npm run admin -- …` and `npm run import -- …` call them.')
  .exitOverride()
  .configureOutput({
    outputError: (text, write) => write(text.replace(/^error: (.)/, (_, first) => first.toUpperCase())),
  })
  .showHelpAfterError('(--help says more)')

for (const command of [usersCommand(), emojiCommand(), feedsCommand(), jobsCommand(), importCommand(), demoCommand()]) {
  program.addCommand(inherited(command))
}

/** Settings of the program hold for commands that were made elsewhere only when they are handed down. */
function inherited(command: Command): Command {
  command.copyInheritedSettings(program)
  for (const child of command.commands) inherited(child)
  return command
}

try {
  await program.parseAsync()
} catch (error) {
  const { message, exitCode } = describeFailure(error)
  if (message !== null) console.error(message)
  process.exitCode = exitCode
}
