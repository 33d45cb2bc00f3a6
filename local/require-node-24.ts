/**
 * Imported first by every entry point, for its side effect: stops with one sentence when the process does not run on
 * Node 24. The functions run on Lambda's nodejs24.x, so a result from another version would prove nothing.
 */
const major = Number(process.versions.node.split('.')[0]);

if (major !== 24) {
  process.stderr.write(
    `Sightsong runs on Node 24, but this is Node ${process.versions.node}. Start it through its npm scripts ` +
      '(for example "npm start"): they use the Node 24 that "npm install" puts into node_modules.\n',
  );
  process.exit(1);
}
