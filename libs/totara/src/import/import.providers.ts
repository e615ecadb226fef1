import { ImportRepository } from './import.repository';
import { ImportRowRepository } from './import-row.repository';
import { ImportSchedule } from './import.schedule';
import { ImportService } from './import.service';
import { KeyResolver } from './people/key-resolver';
import { SiteIdentityRepository } from './people/site-identity.repository';
import { ImportUploadService } from './upload/import-upload.service';
import { ImportVerdictRepository } from './verdict/import-verdict.repository';
import { KnownCompletionsRepository } from './verdict/known-completions.repository';
import { RowJudge } from './verdict/row-judge';
import { VerdictDownload } from './verdict/verdict-download';
import { ApplyRun } from './work/apply-run';
import { CheckRun } from './work/check-run';
import { ImportProgressRepository } from './work/import-progress.repository';
import { ImportSteps } from './work/import-steps';
import { ImportWorkService } from './work/import-work.service';
import { RowRemoval } from './work/row-removal';

/** Everything that the import of files is made of, for the module of the library. */
export const IMPORT_PROVIDERS = [
  ImportRepository,
  ImportRowRepository,
  ImportVerdictRepository,
  ImportProgressRepository,
  SiteIdentityRepository,
  KnownCompletionsRepository,
  KeyResolver,
  RowJudge,
  VerdictDownload,
  ImportSteps,
  CheckRun,
  ApplyRun,
  RowRemoval,
  ImportUploadService,
  ImportWorkService,
  ImportService,
  ImportSchedule,
];
