import { IsString } from 'class-validator';

export class DocsFileParams {
  @IsString({ message: 'file must be a name' })
  file!: string;
}
