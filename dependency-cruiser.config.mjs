/**
 * The import rules of docs/ARCHITECTURE.md; layers.test.ts runs them. Paths are relative to the repository's root.
 * There is no list of exceptions: what a rule forbids is forbidden everywhere.
 */

/** Tests and what only they use: they may look into any room of their own package. */
const TEST = '\\.test\\.tsx?$|\\.test-kit\\.ts$|/fixtures/';

/** Entries of the programs and bundles: composition roots. */
const ROOTS = [
  '^twin-server/src/(main|cli)\\.ts$',
  '^twin-server/src/bake/ifc/worker\\.ts$',
  '^twin-server/src/models/index-worker\\.ts$',
  '^twin-server/src/base/files/table-worker\\.ts$',
  '^twin-server/src/history/history-worker\\.ts$',
  '^twin-server/src/sight/sight-worker\\.ts$',
  '^twin-server/src/facilities/falling-objects/throw-worker\\.ts$',
  '^twin-client/src/(main|dossier)\\.tsx$',
  '^twin-demo/src/[^/]+/main\\.ts$',
];

/** Rooms of the client and the rooms that each may look into besides itself; only main.tsx looks into all. */
const CLIENT_ROOMS = {
  state: [],
  link: ['state'],
  kit: ['state'],
  scene: ['state'],
  bim: ['state'],
  map: ['state'],
  facilities: ['scene', 'bim', 'map', 'kit', 'state'],
  views: ['facilities', 'scene', 'bim', 'map', 'kit', 'state'],
};

/** Libraries and the only rooms that import them. */
const LIBRARIES = {
  'cesium|@cesium': '^twin-client/src/scene/',
  three: '^twin-client/src/bim/',
  '@deck\\.gl': '^twin-client/src/map/',
  'hls\\.js': '^twin-client/src/kit/video-tile/',
  '@turf': '^(twin-server/src/fuse|twin-client/src/map)/',
  'modbus-serial': '^twin-server/src/sense/modbus/',
  nodemailer: '^twin-server/src/outlets/notify/',
  onvif: '^twin-server/src/video/onvif/',
  'sm-crypto-v2': '^twin-(core|server)/src/dossier/',
  'web-ifc': '^(twin-server/src/bake/ifc|twin-demo/src)/',
  'react|react-dom': '^twin-client/src/',
  'express|pg|pg-copy-streams|pino': '^(twin-server|bench|e2e)/',
  // The client's link is tested against a real server of its protocol.
  'socket\\.io': '^(twin-server|bench|e2e)/|^twin-client/src/link/[^/]+\\.test\\.ts$',
};

const inRoom = (pack, rooms) => `^${pack}/src/(${rooms.join('|')})/`;

const packages = [
  rule('core-alone', 'twin-core imports nothing of ours', '^twin-core/', '^(twin-(?!core/)|e2e/|bench/|scripts/)'),
  rule('server-apart', 'the server knows neither the client nor the demo', '^twin-server/', '^twin-(client|demo)/'),
  rule('client-apart', 'the client knows neither the server nor the demo', '^twin-client/', '^twin-(server|demo)/'),
  rule(
    'demo-outside',
    'the demo is an outside program: it imports twin-core alone',
    '^twin-demo/',
    '^twin-(server|client)/',
  ),
  rule(
    'core-by-its-doors',
    'twin-core is entered by index, wire, geometry, crs, drill and dossier',
    '^(?!twin-core/)',
    '^twin-core/',
    {
      pathNot: '^twin-core/src/((wire|geometry|crs|drill|dossier)/)?index\\.ts$',
    },
  ),
  rule('roots-are-roots', 'nothing imports a composition root', '', ROOTS.join('|')),
  rule(
    'no-tests-in-production',
    'production code never imports tests',
    { pathNot: `${TEST}|^(e2e|bench)/` },
    `${TEST}|^(e2e|bench)/`,
  ),
  { name: 'no-cycles', severity: 'error', comment: 'no import cycles', from: {}, to: { circular: true } },
  {
    name: 'resolvable',
    severity: 'error',
    comment: 'every import is found',
    from: {},
    to: { couldNotResolve: true, pathNot: '\\?(raw|url|worker)$' },
  },
  {
    name: 'no-node-in-browser',
    severity: 'error',
    comment: 'neither twin-core nor the client uses Node',
    from: { path: '^twin-(core|client)/', pathNot: TEST },
    to: { dependencyTypes: ['core'] },
  },
];

const server = [
  rule(
    'rooms-apart',
    'stages and rooms of the server do not know each other, only the engines, search, how files of features are read, and what counts them',
    { path: '^twin-server/src/(?!api/|replay/|drills/|dossier/|history/)([^/]+)/', pathNot: TEST },
    '^twin-server/src/[^/]+/',
    { pathNot: ['^twin-server/src/($1|engines|geodata|search)/', '^twin-server/src/metrics/probe\\.ts$', TEST] },
  ),
  rule(
    'history-over-journal',
    'history is made of the journal and knows no other room',
    { path: '^twin-server/src/history/', pathNot: TEST },
    '^twin-server/src/[^/]+/',
    { pathNot: ['^twin-server/src/(history|journal|engines)/', TEST] },
  ),
  rule(
    'past-above',
    'what is made of the past (replays, drills, dossiers) looks down on the rooms, neither at the others nor at the API',
    { path: '^twin-server/src/(replay|drills|dossier)/', pathNot: TEST },
    '^twin-server/src/(access|api|replay|drills|dossier)/',
    { pathNot: '^twin-server/src/$1/' },
  ),
  rule(
    'api-above',
    'the API looks down on all rooms; decisions over access are handed to it',
    { path: '^twin-server/src/api/', pathNot: TEST },
    '^twin-server/src/access/',
  ),
  rule(
    'protocols-apart',
    'protocols do not know each other',
    { path: '^twin-server/src/sense/([^/]+)/', pathNot: TEST },
    '^twin-server/src/sense/[^/]+/',
    { pathNot: '^twin-server/src/sense/$1/' },
  ),
  rule(
    'rooms-below',
    'rooms do not look up: of the files beside them they know what a problem and a principal are',
    { path: '^twin-server/src/[^/]+/', pathNot: TEST },
    '^twin-server/src/[^/]+\\.ts$',
    { pathNot: '^twin-server/src/(problem|principal)\\.ts$' },
  ),
  rule(
    'engines-below',
    'engines know nothing of what they carry',
    { path: '^twin-server/src/engines/', pathNot: TEST },
    '^twin-(server/src/(?!engines/|problem\\.ts$)|core/)',
  ),
  rule(
    'geodata-below',
    'geodata reads files for any room and knows none',
    { path: '^twin-server/src/geodata/', pathNot: TEST },
    '^twin-server/src/(?!geodata/|problem\\.ts$)',
  ),
  rule(
    'search-below',
    'search finds texts for any room and knows none',
    { path: '^twin-server/src/search/', pathNot: TEST },
    '^twin-server/src/(?!(search|engines)/)',
  ),
  rule(
    'geodata-by-its-door',
    'geodata is entered by its index',
    { path: '^twin-server/src/(?!geodata/)', pathNot: TEST },
    '^twin-server/src/geodata/',
    { pathNot: '^twin-server/src/geodata/index\\.ts$' },
  ),
  rule(
    'pipeline-over-stages',
    'the pipeline knows the stages and nothing above or beside them',
    '^twin-server/src/pipeline\\.ts$',
    '^twin-server/src/',
    {
      pathNot:
        '^twin-server/src/((sense|normalize|fuse|alarm|journal|push|engines)/|(metrics/probe|intake|problem)\\.ts$)',
    },
  ),
];

const facilities = [
  rule(
    'facilities-apart',
    'facilities do not know each other',
    { path: '^twin-core/src/facilities/([^/]+)\\.ts$', pathNot: `${TEST}|/index\\.ts$` },
    '^twin-core/src/facilities/',
    { pathNot: '^twin-core/src/facilities/$1/' },
  ),
  rule(
    'facility-rooms-apart',
    'facilities with code of their own do not know each other',
    '^(twin-server|twin-client)/src/facilities/([^/]+)/',
    '^(twin-server|twin-client)/src/facilities/[^/]+/',
    { pathNot: '^$1/src/facilities/$2/' },
  ),
];

const client = Object.entries(CLIENT_ROOMS).map(([room, below]) =>
  rule(
    `client-${room}`,
    `${room} looks into ${below.join(', ') || 'no other room'}`,
    { path: inRoom('twin-client', [room]), pathNot: TEST },
    '^twin-client/src/',
    { pathNot: inRoom('twin-client', [room, ...below]) },
  ),
);

const libraries = Object.entries(LIBRARIES).map(([names, room]) =>
  rule(
    `only-there-${names.replace(/\W+/g, '-')}`,
    `${names} is imported in its own room`,
    { pathNot: room },
    `(^|/)node_modules/(${names})/`,
  ),
);

function rule(name, comment, from, to, more = {}) {
  return {
    name,
    comment,
    severity: 'error',
    from: typeof from === 'string' ? { path: from } : from,
    to: { path: to, ...more },
  };
}

export default {
  forbidden: [...packages, ...server, ...facilities, ...client, ...libraries],
  options: {
    // TypeScript 7 has no API that the cruiser's own parser could use.
    parser: 'swc',
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'types', 'default'] },
  },
};
