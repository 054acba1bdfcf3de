import { runUsher } from '@/scripts/h1-run';

await runUsher('development');
