import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import {
  bindMigrationAwareSqlAdapterFactory,
  type SqlMigrationAwareDriverAdapterFactory,
} from '@prisma/driver-adapter-utils';
import type { SchemaEngine } from '@prisma/schema-engine-wasm';

interface Bindings {
  readonly SchemaEngine: typeof SchemaEngine;
  __wbg_set_wasm(exports: WebAssembly.Exports): void;
}

let bindings: Promise<Bindings> | undefined;

/**
 * Runs `work` with Prisma's schema engine, bound to what `adapter` connects to, and frees the engine afterwards.
 * The engine is the WebAssembly build, so nothing is downloaded.
 */
export async function withSchemaEngine<T>(
  adapter: SqlMigrationAwareDriverAdapterFactory,
  work: (engine: SchemaEngine) => Promise<T>,
): Promise<T> {
  bindings ??= loadBindings();
  const { SchemaEngine } = await bindings;
  const factory = bindMigrationAwareSqlAdapterFactory(adapter);
  const engine = await SchemaEngine.new({ datamodels: undefined }, () => {}, factory);
  try {
    return await work(engine);
  } finally {
    engine.free();
  }
}

/** The package's own entry imports the .wasm file as a module, which not every loader does. */
async function loadBindings(): Promise<Bindings> {
  const specifier = '@prisma/schema-engine-wasm/schema_engine_bg';
  const path = createRequire(import.meta.url).resolve(specifier);
  const module = (await import(specifier)) as Bindings;
  const bytes = await readFile(path.replace(/\.js$/, '.wasm'));
  const { instance } = await WebAssembly.instantiate(bytes, {
    './schema_engine_bg.js': releaseTimers(module),
  });
  module.__wbg_set_wasm(instance.exports);
  const start = instance.exports.__wbindgen_start;
  if (typeof start === 'function') start();
  return module;
}

/** The engine guards its lock with a timer of ten seconds that it never clears: it must not keep a process alive. */
function releaseTimers(module: Bindings): WebAssembly.ModuleImports {
  const released = Object.entries(module).map(([name, value]) => [
    name,
    name.startsWith('__wbg_setTimeout_') ? (...parameters: unknown[]) => value(...parameters).unref() : value,
  ]);
  return Object.fromEntries(released);
}
