import { startWorld } from '#test/support/world.ts'
import { describeFanOut } from './fan-out.contract.ts'

describeFanOut('with one Redis', startWorld())
