import { editingOperations } from './editing-operations';
import { learningOperations } from './learning-operations';
import type { SandboxOperation } from './operation';
import { siteOperations } from './site-operations';

/** Everything the control API can make happen. */
export const OPERATIONS: readonly SandboxOperation[] = [
  ...learningOperations,
  ...editingOperations,
  ...siteOperations,
];
