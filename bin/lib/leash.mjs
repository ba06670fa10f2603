// Loaded into the web and the worker process (`--import`): when the process that started them is killed,
// they end as on SIGTERM instead of holding the port and the queue.
const graceMs = 10_000

process.on('disconnect', () => {
  setTimeout(() => process.exit(1), graceMs).unref()
  process.kill(process.pid, 'SIGTERM')
})
// The channel alone must not keep the process alive.
process.channel?.unref()
