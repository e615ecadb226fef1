import { Injectable } from '@nestjs/common';
import { HISTORY_PART_LINES_MAX } from '@oracle-integration/contracts';

/** How much of a history file is written at once, and into one ZIP archive. */
@Injectable()
export class HistoryFileSizes {
  /** Completions that are looked at in one step. */
  page = 2_000;
  partLines = HISTORY_PART_LINES_MAX;
}
