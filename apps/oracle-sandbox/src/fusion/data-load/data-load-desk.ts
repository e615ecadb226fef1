import { randomUUID } from 'node:crypto';
import type { FusionFaults } from '../../faults/surface-faults';
import { RequestRefusedError } from '../../http/request-refused.error';
import { FusionRefusedError } from '../fusion-refused.error';
import { loadFile, type LoadMessage, type LoadResult } from './load-file';
import { LoadedRecords } from './loaded-records';

/** No JavaScript number holds it, nor any that follows by twos. */
const FIRST_REQUEST_ID = 9_007_199_254_740_993n;
const KEPT_BYTES_MAX = 256 * 1024 * 1024;
const DATA_SETS_MAX = 10_000;
/** So much of the time of a load nothing can be seen of it. */
const UNSEEN_SHARE = 0.25;

interface DataSet {
  readonly RequestId: bigint;
  readonly DataSetName: string;
  readonly createdMs: number;
  readonly result: LoadResult;
  readonly endless: boolean;
  readonly status: string;
}

/** What `createFileDataSet` is told. */
export interface DataSetOrder {
  readonly contentId: string;
  readonly dataSetName: string;
  readonly deleteSourceFile: boolean;
}

/**
 * Files that were uploaded, and the data sets that were made of them. A file is loaded at once; it is told of when the
 * time that a load takes is over.
 */
export class DataLoadDesk {
  readonly records = new LoadedRecords();
  private readonly files = new Map<string, Buffer>();
  private keptBytes = 0;
  private nextId = FIRST_REQUEST_ID;
  private readonly dataSets = new Map<bigint, DataSet>();

  constructor(
    private readonly now: () => number,
    private readonly loadMs: number,
  ) {}

  get view(): { uploads: number; dataSets: number; records: number; loadedAgain: number } {
    return { uploads: this.files.size, dataSets: this.dataSets.size, ...this.records.view };
  }

  /** @returns the id that a data set is made of the file by */
  keep(content: Buffer): string {
    if (this.keptBytes + content.length > KEPT_BYTES_MAX) {
      throw new RequestRefusedError(507, 'Insufficient Storage', 'Empty the sandbox with DELETE /_sandbox.');
    }
    const contentId = `UCMFA${randomUUID().replaceAll('-', '').slice(0, 12).toUpperCase()}`;
    this.files.set(contentId, content);
    this.keptBytes += content.length;
    return contentId;
  }

  async load(
    { contentId, dataSetName, deleteSourceFile }: DataSetOrder,
    faults: FusionFaults,
  ): Promise<bigint> {
    const archive = this.files.get(contentId);
    if (!archive) throw new FusionRefusedError(400, `The content ${contentId} is not found.`, '/contentId');
    if (this.dataSets.size >= DATA_SETS_MAX)
      throw new FusionRefusedError(400, 'There are too many data sets.');
    const { load = {}, unknownPeople = [], unknownItems = [] } = faults;
    const createdMs = this.now();
    const RequestId = this.nextId;
    this.nextId += 2n;
    const today = new Date(createdMs).toISOString().slice(0, 10).replaceAll('-', '/');
    const surroundings = { records: this.records, today, faults: load, unknownPeople, unknownItems };
    const result = load.endless ? NOTHING : await loadFile(archive, surroundings);
    this.dataSets.set(RequestId, {
      RequestId,
      DataSetName: dataSetName,
      createdMs,
      result,
      endless: load.endless ?? false,
      status: load.status ?? statusOf(result, load.stopAfterRows !== undefined),
    });
    if (deleteSourceFile) {
      this.files.delete(contentId);
      this.keptBytes -= archive.length;
    }
    return RequestId;
  }

  /** @throws FusionRefusedError 404 for a while after it was made */
  find(id: string): object {
    const one = this.seen(id);
    return viewOf(one, this.isOver(one));
  }

  /** What can be seen of those with a name. */
  named(name: string): object[] {
    return [...this.dataSets.values()]
      .filter((one) => one.DataSetName === name && this.isSeen(one))
      .map((one) => viewOf(one, this.isOver(one)));
  }

  messagesOf(id: string): object[] {
    const one = this.seen(id);
    return this.isOver(one) ? one.result.messages.map(messageView) : [];
  }

  clear(): void {
    this.records.clear();
    this.files.clear();
    this.dataSets.clear();
    this.keptBytes = 0;
    this.nextId = FIRST_REQUEST_ID;
  }

  private seen(id: string): DataSet {
    const one = /^\d+$/.test(id) ? this.dataSets.get(BigInt(id)) : undefined;
    if (!one || !this.isSeen(one)) throw new FusionRefusedError(404, `The data set ${id} is not found.`);
    return one;
  }

  private isSeen({ createdMs }: DataSet): boolean {
    return this.now() >= createdMs + this.loadMs * UNSEEN_SHARE;
  }

  private isOver({ createdMs, endless }: DataSet): boolean {
    return !endless && this.now() >= createdMs + this.loadMs;
  }
}

const NOTHING: LoadResult = {
  counts: {
    FileLineImportErrorCount: 0,
    ObjectLoadErrorCount: 0,
    ObjectRollbackErrorCount: 0,
    ObjectSuccessCount: 0,
    ObjectUnprocessedCount: 0,
  },
  messages: [],
};

function statusOf({ messages }: LoadResult, isStopped: boolean): string {
  if (isStopped) return 'ORA_STOPPED';
  return messages.length > 0 ? 'ORA_IN_ERROR' : 'ORA_COMPLETED';
}

function viewOf({ RequestId, DataSetName, status, result }: DataSet, isOver: boolean): object {
  const DataSetStatusCode = isOver ? status : 'ORA_IN_PROGRESS';
  return { RequestId, DataSetName, DataSetStatusCode, ...(isOver ? result : NOTHING).counts };
}

function messageView(message: LoadMessage): object {
  return { DatFileName: 'LearningRecord.dat', MessageTypeCode: 'ERROR', ...message };
}
