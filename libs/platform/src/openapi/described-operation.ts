import { RequestMethod, type Type } from '@nestjs/common';
import { METHOD_METADATA, PATH_METADATA } from '@nestjs/common/constants';
import type { AppError } from '../errors/app-error';
import { ACCESS_RULE, type AccessRule } from '../http/access';
import type { JsonSchema } from './json-schema';

export interface DescribedParameter {
  readonly name: string;
  readonly in: 'query' | 'header' | 'path';
  readonly description: string;
  readonly schema: JsonSchema;
  readonly required?: boolean;
  readonly example?: unknown;
}

export interface DescribedContent {
  readonly schema: JsonSchema;
  readonly example?: unknown;
  readonly examples?: Readonly<Record<string, { readonly summary: string; readonly value: unknown }>>;
}

export interface DescribedAnswer {
  readonly description: string;
  /** Names of headers among the components of the document. */
  readonly headers?: readonly string[];
  readonly content?: Readonly<Record<string, DescribedContent>>;
}

/** What the document says of a route that the code of the route does not. */
export interface OperationDescription {
  readonly tag: string;
  readonly summary: string;
  readonly description?: string;
  readonly parameters?: readonly DescribedParameter[];
  readonly body?: {
    readonly description: string;
    readonly content: Readonly<Record<string, DescribedContent>>;
  };
  /** By status. */
  readonly answers: Readonly<Record<number, DescribedAnswer>>;
  /** One of each kind that the route may refuse with: its words are the example, its code tells the status. */
  readonly refusals?: readonly AppError[];
}

export interface DescribedOperation extends OperationDescription {
  readonly path: string;
  readonly method: 'get' | 'post' | 'put' | 'delete';
  readonly rule: AccessRule;
  readonly operationId: string;
}

const METHODS = {
  [RequestMethod.GET]: 'get',
  [RequestMethod.POST]: 'post',
  [RequestMethod.PUT]: 'put',
  [RequestMethod.DELETE]: 'delete',
} as const;

/** Describes a route. Its path, method and access rule are those that the code declares. */
export function describeRoute<Controller>(
  controller: Type<Controller>,
  handler: keyof Controller & string,
  description: OperationDescription,
): DescribedOperation {
  const route = (controller.prototype as Record<string, object>)[handler]!;
  const method = Reflect.getMetadata(METHOD_METADATA, route) as keyof typeof METHODS;
  const paths = [controller, route].map((part) => Reflect.getMetadata(PATH_METADATA, part) as string);
  const rule = (Reflect.getMetadata(ACCESS_RULE, route) ??
    Reflect.getMetadata(ACCESS_RULE, controller)) as AccessRule;
  return {
    ...description,
    path: `/${paths
      .flatMap((path) => path.split('/'))
      .filter(Boolean)
      .join('/')}`,
    method: METHODS[method],
    rule,
    operationId: `${controller.name.replace(/Controller$/, '')}_${handler}`,
  };
}
