import { ImportRowEntity } from './import-row.entity';
import { ImportEntity } from './import.entity';
import { SiteIdentityEntity } from './people/site-identity.entity';
import { ImportVerdictEntity } from './verdict/import-verdict.entity';

export const IMPORT_ENTITIES = [
  ImportEntity,
  ImportRowEntity,
  ImportVerdictEntity,
  SiteIdentityEntity,
] as const;
