import { type ChangeManagerRequest, ManagerRole } from '@oracle-integration/contracts';
import { IsBoolean, IsIn, IsUUID, ValidateIf } from 'class-validator';

const ROLES = Object.values(ManagerRole);

export class ManagerParams {
  @IsUUID('all', { message: 'the id of a manager is a UUID' })
  id!: string;
}

export class ChangeManagerBody implements ChangeManagerRequest {
  @ValidateIf((body: ChangeManagerBody) => body.role !== undefined)
  @IsIn(ROLES, { message: `role must be one of ${ROLES.join(', ')}` })
  role?: ManagerRole;

  @ValidateIf((body: ChangeManagerBody) => body.isEnabled !== undefined)
  @IsBoolean({ message: 'isEnabled must be true or false' })
  isEnabled?: boolean;
}
