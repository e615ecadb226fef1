import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { Injectable, NotFoundException, StreamableFile } from '@nestjs/common';

const SWAGGER_UI = dirname(createRequire(import.meta.url).resolve('swagger-ui-dist/package.json'));

/** Starts the page; a file of its own, because the content security policy lets no script stand in the page. */
const START = `
const dark = matchMedia('(prefers-color-scheme: dark)');
const follow = () => document.documentElement.classList.toggle('dark-mode', dark.matches);
dark.addEventListener('change', follow);
follow();
SwaggerUIBundle({
  url: 'openapi.json',
  dom_id: '#docs',
  deepLinking: true,
  defaultModelsExpandDepth: 0,
  displayRequestDuration: true,
  persistAuthorization: false,
  validatorUrl: null,
  syntaxHighlight: { activated: true },
});
`.trimStart();

const STYLE = `
html { color-scheme: light dark; }
body { margin: 0; }
html.dark-mode body { background: #1c2022; }
`.trimStart();

const PAGE = `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>Oracle Integration: API</title>
<link rel="icon" href="../favicon.svg">
<link rel="stylesheet" href="docs/swagger-ui.css">
<link rel="stylesheet" href="docs/docs.css">
</head>
<body>
<div id="docs"></div>
<noscript>This page needs JavaScript. The document itself is at <a href="openapi.json">/api/openapi.json</a>.</noscript>
<script src="docs/swagger-ui-bundle.js"></script>
<script src="docs/docs.js"></script>
</body>
</html>
`;

const SCRIPT = 'text/javascript; charset=utf-8';
const STYLESHEET = 'text/css; charset=utf-8';

const FILES = {
  'swagger-ui.css': { type: STYLESHEET, read: () => readFile(join(SWAGGER_UI, 'swagger-ui.css')) },
  'swagger-ui-bundle.js': { type: SCRIPT, read: () => readFile(join(SWAGGER_UI, 'swagger-ui-bundle.js')) },
  'docs.css': { type: STYLESHEET, read: () => Promise.resolve(Buffer.from(STYLE)) },
  'docs.js': { type: SCRIPT, read: () => Promise.resolve(Buffer.from(START)) },
} as const;

type DocsFileName = keyof typeof FILES;

/** The readable page of the API's document: Swagger UI, from our own origin. */
@Injectable()
export class DocsFiles {
  private readonly read = new Map<DocsFileName, Promise<Buffer>>();

  page(): string {
    return PAGE;
  }

  /**
   * Each is read once.
   *
   * @throws NotFoundException when the page has no such file
   */
  async file(name: string): Promise<StreamableFile> {
    if (!isFileName(name)) throw new NotFoundException(`There is nothing at /api/docs/${name}.`);
    const { type, read } = FILES[name];
    const content = this.read.get(name) ?? read();
    this.read.set(name, content);
    return new StreamableFile(await content, { type });
  }
}

function isFileName(name: string): name is DocsFileName {
  return Object.hasOwn(FILES, name);
}
