// Loaded into the web and the worker process (`--import`): when the process that started them is killed,
// they end as on SIGTERM instead of holding the port and the queue.
process.on('disconnect', () => process.kill(process.pid, 'SIGTERM'))
// The channel alone must not keep the process alive.
process.channel?.unref()
