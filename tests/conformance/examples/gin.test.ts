import { describeExample } from './describe-example';
import { gin } from './programs';

describeExample('the Gin example', await gin());
