import type { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import {
  type ImportDetailView,
  type ImportMappingRequest,
  type ImportPageView,
  type ImportRowPageView,
  type ImportState,
  type ImportVerdict,
  type ImportView,
  type SetImportStateRequest,
} from '@oracle-integration/contracts';
import type { ImportEntity } from './import.entity';
import {
  ImportMappingIncompleteError,
  ImportMappingInvalidError,
  ImportNotNowError,
  ImportRowsRemovedError,
  ImportUnknownError,
} from './import.errors';
import { importDetailView, importRowView, importView } from './import.mapper';
import { ImportRepository } from './import.repository';
import { ImportRowRepository } from './import-row.repository';
import { hintFor, type ImportAction, stateAfter } from './import-state';
import { mappingOf } from './mapping/detect-mapping';
import { mappingProblems } from './mapping/mapping-problems';
import { ImportUploadService } from './upload/import-upload.service';
import type { IncomingFile } from './upload/incoming-file';
import { ImportVerdictRepository } from './verdict/import-verdict.repository';
import { VerdictDownload } from './verdict/verdict-download';

const SAMPLE_ROWS = 5;
const LAST_LINE = 2 ** 31 - 1;

const STATE_ACTIONS: Readonly<Record<SetImportStateRequest['state'], ImportAction>> = {
  running: 'resume',
  paused: 'pause',
  cancelled: 'cancel',
};

const DONE: Readonly<Record<ImportAction, string>> = {
  map: 'mapped',
  check: 'checked',
  apply: 'applied',
  pause: 'paused',
  resume: 'gone on with',
  cancel: 'cancelled',
  remove: 'deleted',
};

/** What a manager does with imports. The work itself is done by a worker, who is told by the import's state. */
@Injectable()
export class ImportService {
  constructor(
    private readonly imports: ImportRepository,
    private readonly rows: ImportRowRepository,
    private readonly verdicts: ImportVerdictRepository,
    private readonly uploads: ImportUploadService,
    private readonly downloads: VerdictDownload,
  ) {}

  async upload(filename: string, file: IncomingFile): Promise<ImportDetailView> {
    return this.detail(await this.uploads.upload(filename, file));
  }

  /** Imports, the newest first. */
  async list({ cursor, limit }: { cursor?: string; limit: number }): Promise<ImportPageView> {
    const entities = await this.imports.page(cursor, limit);
    return {
      items: entities.map(importView),
      nextCursor: entities.length < limit ? null : entities.at(-1)!.id,
    };
  }

  async detail(id: string): Promise<ImportDetailView> {
    const entity = await this.existing(id);
    return importDetailView(entity, await this.rows.after(id, 0, LAST_LINE, SAMPLE_ROWS));
  }

  /** Says how the columns are read. What was checked by another mapping has to be checked again. */
  async map(id: string, request: ImportMappingRequest): Promise<ImportDetailView> {
    const entity = await this.withRows(id);
    const columns = entity.columns ?? [];
    const mapping = mappingOf(columns, {
      ...request,
      unknown: request.unknown ?? entity.mapping?.unknown ?? 'refuse',
    });
    const problems = mappingProblems(mapping, columns);
    if (problems.length > 0) throw new ImportMappingInvalidError(problems);
    nextState('map', entity);
    if (!(await this.imports.map(id, entity.state, mapping))) throw await this.overtaken('map', id);
    return this.detail(id);
  }

  /** Has every row judged; nothing is written into the ledger. */
  async check(id: string): Promise<ImportView> {
    const entity = await this.withRows(id);
    nextState('check', entity);
    const problems = entity.mapping ? mappingProblems(entity.mapping, entity.columns ?? []) : [];
    if (problems.length > 0) throw new ImportMappingIncompleteError(problems);
    if (!(await this.imports.startCheck(id, entity.state))) throw await this.overtaken('check', id);
    return importView(await this.existing(id));
  }

  /** Has what was checked brought into the ledger. */
  async apply(id: string, deliver: string): Promise<ImportView> {
    const entity = await this.withRows(id);
    nextState('apply', entity);
    if (!(await this.imports.startApply(id, entity.state, deliver))) throw await this.overtaken('apply', id);
    return importView(await this.existing(id));
  }

  /** Pauses, goes on, or cancels. */
  async setState(id: string, state: SetImportStateRequest['state']): Promise<ImportView> {
    await this.move(STATE_ACTIONS[state], await this.existing(id));
    return importView(await this.existing(id));
  }

  /** Deletes an import; its rows go in the background, its completions stay in the ledger. */
  async remove(id: string): Promise<void> {
    await this.move('remove', await this.existing(id));
  }

  /** Rows with their verdicts, in the order of lines. */
  async listRows(
    id: string,
    { verdict, cursor, limit }: { verdict?: ImportVerdict; cursor?: number; limit: number },
  ): Promise<ImportRowPageView> {
    const entity = await this.withRows(id);
    const untilLine = judgedUntil(entity);
    const rows = await this.verdicts.page({
      importId: id,
      verdict,
      afterLine: cursor ?? 0,
      untilLine,
      limit,
    });
    return {
      items: rows.map(importRowView),
      nextCursor: rows.length < limit ? null : String(rows.at(-1)!.line),
    };
  }

  /** All rows with their verdicts as CSV, as it is read. */
  async verdictsCsv(id: string): Promise<Readable> {
    const entity = await this.withRows(id);
    const names = (entity.columns ?? []).map(({ name }) => name);
    return this.downloads.stream(id, names, judgedUntil(entity));
  }

  private async withRows(id: string): Promise<ImportEntity> {
    const entity = await this.existing(id);
    if (entity.rowsRemovedAt !== null) throw new ImportRowsRemovedError();
    return entity;
  }

  private async existing(id: string): Promise<ImportEntity> {
    const entity = await this.imports.find(id);
    if (!entity) throw new ImportUnknownError(id);
    return entity;
  }

  private async move(action: ImportAction, entity: ImportEntity): Promise<void> {
    const to = nextState(action, entity);
    if (!(await this.imports.move(entity.id, entity.state, to)))
      throw await this.overtaken(action, entity.id);
  }

  /** Somebody else was quicker: what is not possible any more, by the state that it has now. */
  private async overtaken(action: ImportAction, id: string): Promise<Error> {
    const { state } = await this.existing(id);
    return new ImportNotNowError(DONE[action], state, hintFor(state));
  }
}

/**
 * The state that an action leads to.
 *
 * @throws ImportNotNowError where it is not possible.
 */
function nextState(action: ImportAction, { state }: ImportEntity): ImportState {
  const next = stateAfter(action, state);
  if (next === undefined) throw new ImportNotNowError(DONE[action], state, hintFor(state));
  return next;
}

/** A check that is run again leaves the verdicts of before behind the line where it is. */
function judgedUntil({ state, doneLine }: ImportEntity): number {
  return state === 'checking' || state === 'uploaded' ? doneLine : LAST_LINE;
}
