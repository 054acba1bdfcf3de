import { AsyncLocalStorage } from 'node:async_hooks';

// What Next expects of its runtime before any of its modules is loaded; it sets this itself only once it starts.
Object.assign(globalThis, { AsyncLocalStorage });
