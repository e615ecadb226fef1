export { PullLogService } from './access-log/pull-log.service';
export * from './pull.entities';
export { PULL_OPERATIONS, PULL_SCHEMAS } from './openapi/pull-operations';
export type { PullErrorCode } from './pull.errors';
export * from './pull.module';
export { PullStatusService } from './pull-status.service';
export { AnswerFormat } from './answer-format';
export { parseListCompletions } from './list-completions.query';
export {
  type CompletionStream,
  CompletionStreamService,
  type StreamFormat,
} from './stream/completion-stream.service';
