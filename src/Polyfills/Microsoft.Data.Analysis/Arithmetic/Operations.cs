namespace Microsoft.Data.Analysis;

internal enum BinaryOperation { Add, Subtract, Multiply, Divide, Modulo, And, Or, Xor }

internal enum ShiftOperation { LeftShift, RightShift }

internal enum ComparisonOperation { Equals, NotEquals, GreaterThanOrEqual, LessThanOrEqual, GreaterThan, LessThan }

internal enum Reduction { Max, Min, Product, Sum }
