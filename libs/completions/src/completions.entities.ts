import { AcknowledgedStretchEntity } from './acknowledgements/acknowledged-stretch.entity';
import { AcknowledgementEntity } from './acknowledgements/acknowledgement.entity';
import { AcknowledgementChangeEntity } from './acknowledgements/acknowledgement-change.entity';
import { BackfillEntity } from './backfill/backfill.entity';
import { CompletionRecordEntity } from './completion-record.entity';
import { CompletionRevisionEntity } from './completion-revision.entity';
import { CourseEntity } from './directory/course.entity';
import { PersonEntity } from './directory/person.entity';
import { SiteNumberEntity } from './directory/site-number.entity';
import { ErasedPersonEntity } from './erasure/erased-person.entity';
import { SourceRowEntity } from './source-row.entity';

/** For the data source of the composition root; no other module touches these classes. */
export const COMPLETIONS_ENTITIES = [
  CompletionRecordEntity,
  CompletionRevisionEntity,
  SourceRowEntity,
  PersonEntity,
  CourseEntity,
  SiteNumberEntity,
  ErasedPersonEntity,
  BackfillEntity,
  AcknowledgementEntity,
  AcknowledgementChangeEntity,
  AcknowledgedStretchEntity,
] as const;
