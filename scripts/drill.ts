/** npm run drill: syncs a directory of 20,000 people and 500 groups, which takes longer than `npm test` may. */
process.env.USHER_DRILL = 'whole';
process.argv.splice(2, process.argv.length, 'unit', 'tests/conformance/scim/sync.test.ts');
await import('@/scripts/test');
