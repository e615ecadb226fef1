import { Controller, Get, Header, Param, StreamableFile } from '@nestjs/common';
import { Access, PublicAddress } from '@oracle-integration/platform';
import { DocsFileParams } from './docs-file.dto';
import { DocsFiles } from './docs-files';
import { openApiDocument } from './openapi-document';

/** Public: it tells how to ask, and nothing of what would be answered. */
@Controller('api')
export class OpenApiController {
  constructor(
    private readonly address: PublicAddress,
    private readonly files: DocsFiles,
  ) {}

  /** The interface for outside systems, for programs. */
  @Get('openapi.json')
  @Access('public')
  @Header('cache-control', 'no-cache')
  @Header('access-control-allow-origin', '*')
  document(): object {
    return openApiDocument(this.address.url);
  }

  /** The same for people. */
  @Get('docs')
  @Access('public')
  @Header('content-type', 'text/html; charset=utf-8')
  @Header('cache-control', 'no-cache')
  page(): string {
    return this.files.page();
  }

  /** What the page is made of. */
  @Get('docs/:file')
  @Access('public')
  @Header('cache-control', 'public, max-age=3600')
  file(@Param() { file }: DocsFileParams): Promise<StreamableFile> {
    return this.files.file(file);
  }
}
