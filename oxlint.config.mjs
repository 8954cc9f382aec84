/**
 * The rooms of src/, in the order in which data meets them: a room imports only from rooms before it
 * (ARCHITECTURE.md). dissect.ts wires the stages; only index.ts and cli import it.
 */
const rooms = [
  'bytes',
  'field',
  'capture',
  'net',
  'tcp',
  'tunnel',
  'amf',
  'flv',
  'rtmp',
  'analysis',
  'filter',
  'explain',
  'view',
  'cli',
];

/** Neighbours in the order that know nothing of each other: a stage knows only its own output. */
const strangers = {
  tunnel: ['capture', 'net', 'tcp'],
  rtmp: ['capture', 'net', 'tcp', 'tunnel'],
  amf: ['capture', 'net', 'tcp', 'tunnel'],
  flv: ['capture', 'net', 'tcp', 'tunnel'],
};

const nodeModules = {
  group: ['node:*'],
  message: 'The core also runs in browsers: Node belongs in capture/open.ts and cli/.',
};

/** What a file of `room` must not import. */
function walls(room) {
  const later = rooms.slice(rooms.indexOf(room) + 1);
  return [...later, ...(strangers[room] ?? [])].map((other) => ({
    group: [`**/${other}/*`],
    message: `${room}/ does not import ${other}/: see ARCHITECTURE.md.`,
  }));
}

const aboveTheRooms = {
  group: ['**/dissect.ts', '**/index.ts'],
  message: 'A room does not know how the rooms are wired.',
};

function restrict(...patterns) {
  return { 'no-restricted-imports': ['error', { patterns }] };
}

export default {
  plugins: ['typescript', 'unicorn', 'oxc', 'import'],
  categories: { correctness: 'error', suspicious: 'error', perf: 'error' },
  options: { typeAware: true },
  ignorePatterns: ['dist/**', 'build/**'],
  rules: {
    'import/no-cycle': 'error',
    'typescript/no-explicit-any': 'error',
    'typescript/consistent-type-definitions': ['error', 'type'],
    'eslint/eqeqeq': 'error',
    'eslint/prefer-const': 'error',
    'eslint/no-console': 'error',
    'unicorn/prefer-node-protocol': 'error',
    // Blocks of a file are read one after the other.
    'eslint/no-await-in-loop': 'off',
    // The compiler checks that every case of a union returns.
    'typescript/consistent-return': 'off',
    // JSON.parse and the samples' own JSON give `any`; a type is said once, where it is read.
    'typescript/no-unsafe-type-assertion': 'off',
    // `fc.assert` is how fast-check is written everywhere.
    'import/no-named-as-default-member': 'off',
    'import/no-unassigned-import': 'off',
    // Lists of a handful are as quick as sets, and building cases in tests need not be quick.
    'unicorn/prefer-set-has': 'off',
    'oxc/no-map-spread': 'off',
    // Names of the protocol.
    'eslint/no-underscore-dangle': ['error', { allow: ['_result', '_error'] }],
    // A condition may be about what the body calls.
    'eslint/no-unmodified-loop-condition': 'off',
    'unicorn/consistent-function-scoping': 'off',
    'unicorn/no-array-sort': 'off',
  },
  overrides: [
    ...rooms
      .filter((room) => room !== 'cli')
      .map((room) => ({
        files: [`src/${room}/**`],
        rules: restrict(...walls(room), aboveTheRooms, nodeModules),
      })),
    {
      files: ['src/capture/open.ts', 'src/capture/gunzip.ts'],
      rules: restrict(...walls('capture'), aboveTheRooms),
    },
  ],
};
