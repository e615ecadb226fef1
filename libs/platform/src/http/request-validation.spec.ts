import { plainToInstance, Type } from 'class-transformer';
import { ArrayMaxSize, IsInt, IsString, Max, ValidateNested } from 'class-validator';
import { RequestInvalidError, requestValidationPipe } from './request-validation';

class Part {
  @IsString({ message: 'name must be text' })
  name!: string;
}

class SampleBody {
  @IsInt({ message: 'size must be a whole number' })
  @Max(10, { message: 'size must be at most 10' })
  size!: number;

  @ValidateNested({ each: true })
  @ArrayMaxSize(2)
  @Type(() => Part)
  parts!: Part[];
}

async function refusalOf(body: object): Promise<RequestInvalidError> {
  const refusal: unknown = await requestValidationPipe()
    .transform(body, { type: 'body', metatype: SampleBody })
    .catch((error: unknown) => error);
  if (refusal instanceof RequestInvalidError) return refusal;
  throw new Error('The body was taken.');
}

describe('requestValidationPipe', () => {
  it('hands on what keeps the rules, as an instance of its class', async () => {
    const body = { size: 3, parts: [{ name: 'a' }] };

    const taken: unknown = await requestValidationPipe().transform(body, {
      type: 'body',
      metatype: SampleBody,
    });

    expect(taken).toBeInstanceOf(SampleBody);
    expect(taken).toEqual(plainToInstance(SampleBody, body));
  });

  it('names every fault at once, also within nested parts', async () => {
    const { details, message } = await refusalOf({ size: 11, parts: [{ name: 'a' }, { name: 7 }] });

    expect(details['errors']).toEqual([
      { field: 'size', message: 'size must be at most 10' },
      { field: 'parts.1.name', message: 'name must be text' },
    ]);
    expect(message).toBe('size must be at most 10; name must be text.');
  });

  it('refuses a member that the endpoint does not know, so that a typing error is seen', async () => {
    const { details } = await refusalOf({ size: 1, parts: [], szie: 2 });

    expect(details['errors']).toEqual([
      { field: 'szie', message: 'szie is not a parameter of this endpoint' },
    ]);
  });
});
