import type { CapturePhase } from './capture-position.entity';

/** How far one site has been read. */
export interface CapturePosition {
  readonly phase: CapturePhase;
  readonly currentId: number;
  readonly historyId: number;
  readonly logId: number;
  readonly rollingId: number;
  readonly rowsRead: number;
  readonly firstLoadStartedAt: Date;
}
