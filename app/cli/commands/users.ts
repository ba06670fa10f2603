import { Command, Option } from 'commander'
import { roles, toRole } from '#app/domain/accounts/viewer.ts'
import { generatePassword, readPassword } from '../password.server.ts'
import { withWiring } from '../with-wiring.server.ts'

type Create = {
  handle: string
  email: string
  name?: string
  role: string
  passwordFile?: string
  generatePassword?: boolean
}

export function usersCommand(): Command {
  const users = new Command('users').description('Make accounts, and say what they may do.')
  users
    .command('create')
    .description('Make an account. The password is asked for, or read from standard input.')
    .requiredOption('--handle <handle>', 'what the person is called: 2 to 30 letters, digits, underscores')
    .requiredOption('--email <email>', 'the address to sign in with; it is never shown')
    .option('--name <name>', 'the name above their posts (default: the handle)')
    .addOption(new Option('--role <role>', 'what they may do').choices(roles).default('member'))
    .addOption(new Option('--password-file <file>', 'take the first line of a file').conflicts('generatePassword'))
    .option('--generate-password', 'make a password and print it, once')
    .addHelpText('after', createExamples)
    .action(create)
  users
    .command('set-role')
    .description('Change what somebody may do, from their next click on.')
    .argument('<handle>', 'who')
    .argument('<role>', roles.join(', '))
    .addHelpText('after', '\nExample:\n  npm run admin -- users set-role ada admin')
    .action(setRole)
  users
    .command('suspend')
    .description('Hide somebody and all that they wrote from everybody, at once, and sign them out.')
    .argument('<handle>', 'who')
    .addHelpText('after', '\nExample:\n  npm run admin -- users suspend mallory')
    .action(suspend)
  users
    .command('unsuspend')
    .description('Undo it: all that they wrote is back, and they can sign in again.')
    .argument('<handle>', 'who')
    .addHelpText('after', '\nExample:\n  npm run admin -- users unsuspend mallory')
    .action(unsuspend)
  return users
}

const createExamples = `
Examples:
  npm run admin -- users create --handle ada --email ada@example.org --role admin
  npm run admin -- users create --handle ada --email ada@example.org --generate-password
  npm run admin -- users create --handle ada --email ada@example.org < password.txt`

async function create({ handle, email, name, role, passwordFile, generatePassword: isGenerated }: Create) {
  const password = isGenerated ? generatePassword() : await readPassword({ file: passwordFile })
  const made = await withWiring(({ accounts }) =>
    accounts.createByAdmin({ handle, email, name, password, role: toRole(role) }),
  )
  console.log(`@${made.handle} can sign in now.`)
  if (isGenerated) console.log(`Password: ${password}`)
}

async function setRole(handle: string, role: string, _options: unknown, command: Command) {
  const known = roles.find((one) => one === role)
  if (!known) return command.error(`error: the role must be one of ${roles.join(', ')}, not '${role}'`)
  const name = nameOf(handle)
  await withWiring(({ accounts }) => accounts.setRole({ handle: name, role: known }))
  console.log(`@${name} is ${known === 'admin' ? 'an' : 'a'} ${known} now.`)
}

async function suspend(handle: string) {
  const name = nameOf(handle)
  await withWiring(({ safety }) => safety.suspend({ handle: name, by: 'operator' }))
  console.log(`@${name} is suspended.`)
}

async function unsuspend(handle: string) {
  const name = nameOf(handle)
  await withWiring(({ safety }) => safety.unsuspend({ handle: name, by: 'operator' }))
  console.log(`@${name} is not suspended any more.`)
}

function nameOf(handle: string): string {
  return handle.replace(/^@/, '')
}
