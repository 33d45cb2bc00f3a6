/** Loaded before a container's own program: ends it when the host is gone, however that went. */
process.stdin.on('error', () => process.exit(0));
process.stdin.on('close', () => process.exit(0));
process.stdin.resume();
// Waiting for the host to go is no reason to stay.
process.stdin.unref();
