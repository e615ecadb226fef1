import { Readable } from 'node:stream';
import {
  Body,
  Controller,
  Delete,
  Get,
  HttpCode,
  Param,
  Post,
  Put,
  Query,
  StreamableFile,
} from '@nestjs/common';
import type { LookupPageView, LookupRowView, LookupUploadView } from '@oracle-integration/contracts';
import { Access, asRecord, Audited, CalledBy, type Caller, WhileOff } from '@oracle-integration/platform';
import {
  ListLookupQuery,
  LookupTableParams,
  RemoveLookupRowBody,
  SaveLookupRowBody,
  UploadLookupQuery,
} from './lookup-table.dto';
import { LookupTableService } from './lookup-table.service';

@Controller('api/admin/mapping/tables/:table')
@WhileOff('answers')
export class LookupTableController {
  constructor(private readonly tables: LookupTableService) {}

  /** A page of a lookup table, by key. */
  @Get()
  @Access('view')
  page(@Param() { table }: LookupTableParams, @Query() query: ListLookupQuery): Promise<LookupPageView> {
    return this.tables.page(table, query);
  }

  /** Adds a row, or changes the one with this key; what waited for it is sent. */
  @Put('rows')
  @Access('manage')
  @Audited('mapping.changed', ({ params, body }) => ({
    target: params['table'] ?? null,
    details: { ...body },
  }))
  save(
    @Param() { table }: LookupTableParams,
    @Body() row: SaveLookupRowBody,
    @CalledBy() caller: Caller,
  ): Promise<LookupRowView> {
    return this.tables.save(table, row, caller.actor.name);
  }

  /** Removes a row. */
  @Delete('rows')
  @Access('manage')
  @Audited('mapping.changed', ({ params, body }) => ({
    target: params['table'] ?? null,
    details: { removed: body['key'] },
  }))
  remove(
    @Param() { table }: LookupTableParams,
    @Body() { key }: RemoveLookupRowBody,
  ): Promise<{ removed: number }> {
    return this.tables.remove(table, key);
  }

  /** Takes a CSV file in, and tells what came of each of its rows that cannot be used. */
  @Post('upload')
  @Access('manage')
  @HttpCode(200)
  @Audited('mapping.changed', ({ params, result }) => {
    const { mode, isApplied, rows, added, changed, removed, faultCount } = asRecord(result);
    return {
      target: params['table'] ?? null,
      details: { mode, isApplied, rows, added, changed, removed, faultCount },
    };
  })
  upload(
    @Param() { table }: LookupTableParams,
    @Query() { mode }: UploadLookupQuery,
    @Body() body: unknown,
    @CalledBy() caller: Caller,
  ): Promise<LookupUploadView> {
    return this.tables.upload(table, { mode, body }, caller.actor.name);
  }

  /** The whole table as a CSV file. */
  @Get('download')
  @Access('view')
  download(@Param() { table }: LookupTableParams): StreamableFile {
    return new StreamableFile(Readable.from(this.tables.csv(table)), {
      type: 'text/csv; charset=utf-8',
      disposition: `attachment; filename="${table}.csv"`,
    });
  }
}
