import { IsUUID } from 'class-validator';

export class CompletionParams {
  @IsUUID('all', { message: 'id must be the id of a completion, as the Pull API gives it' })
  id!: string;
}
