import { readFileSync } from 'node:fs';
import { builtinModules } from 'node:module';
import { resolve } from 'node:path';
import type { UserConfig } from 'vite';

const workspaceRoot = resolve(import.meta.dirname, '../..');

const tsconfig = JSON.parse(readFileSync(resolve(workspaceRoot, 'tsconfig.base.json'), 'utf8')) as {
  compilerOptions: { paths: Record<string, [string]> };
};

/** The libraries by their import name, read from the one path map in `tsconfig.base.json`. */
export const libraryAliases = Object.fromEntries(
  Object.entries(tsconfig.compilerOptions.paths).map(([name, [file]]) => [
    name,
    resolve(workspaceRoot, file),
  ]),
);

/**
 * Vite configuration of a Node process: one bundle of our own sources, packages left in `node_modules`.
 *
 * Bundling the libraries (instead of building each) keeps one path map and a build under a second.
 */
export function serverApp(projectRoot: string, entries: Record<string, string>): UserConfig {
  return {
    root: resolve(workspaceRoot, projectRoot),
    resolve: { alias: libraryAliases },
    build: {
      ssr: true,
      target: 'node20',
      outDir: resolve(workspaceRoot, 'dist', projectRoot),
      emptyOutDir: true,
      sourcemap: true,
      minify: false,
      rollupOptions: {
        input: entries,
        // Helpers that the compiler puts in for decorators are bundled; every package stays outside.
        external: [...builtinModules, /^node:/, /^(?!@oracle-integration\/|@oxc-project\/)[@a-z][^:]*$/i],
        output: { format: 'esm', entryFileNames: '[name].js', chunkFileNames: 'chunks/[name]-[hash].js' },
      },
    },
  };
}
