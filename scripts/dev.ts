import { runUsher } from '@/scripts/run-usher';

await runUsher('development');
