import {
  type DescribedOperation,
  describeRoute,
  type JsonSchema,
  schemaNamed,
} from '@oracle-integration/platform';
import { OpenApiController } from './openapi.controller';

export const DOCUMENT_SCHEMAS = {
  Document: { type: 'object', description: 'A document of OpenAPI 3.1.' },
} satisfies Record<string, JsonSchema>;

/** A function, because the controller that is described here hands the document out. */
export function documentOperations(): DescribedOperation[] {
  return [
    describeRoute(OpenApiController, 'document', {
      tag: 'Documentation',
      summary: 'This document',
      answers: {
        200: {
          description: 'OpenAPI 3.1.',
          content: { 'application/json': { schema: schemaNamed('Document') } },
        },
      },
    }),
    describeRoute(OpenApiController, 'page', {
      tag: 'Documentation',
      summary: 'This document as a page to read and to try',
      answers: {
        200: { description: 'A page.', content: { 'text/html': { schema: { type: 'string' } } } },
      },
    }),
  ];
}
