namespace LaMo.Core.Evaluation.OffPolicy;

/// <summary>Systems of linear equations.</summary>
internal static class LinearSystem
{
    /// <summary>Solves A X = B by Gaussian elimination with partial pivoting.</summary>
    /// <param name="matrix">A, <c>[n, n]</c>; destroyed.</param>
    /// <param name="right">B, <c>[n, columns]</c>; X on return.</param>
    /// <returns>Whether A is regular.</returns>
    public static bool Solve(double[,] matrix, double[,] right)
    {
        int n = right.GetLength(0), columns = right.GetLength(1);
        for (int pivot = 0; pivot < n; pivot++)
        {
            int largest = pivot;
            for (int row = pivot + 1; row < n; row++)
                if (Math.Abs(matrix[row, pivot]) > Math.Abs(matrix[largest, pivot]))
                    largest = row;
            // Written so that NaN is refused, too.
            if (!(Math.Abs(matrix[largest, pivot]) > 0))
                return false;
            Swap(matrix, pivot, largest, n);
            Swap(right, pivot, largest, columns);
            for (int row = pivot + 1; row < n; row++)
            {
                double factor = matrix[row, pivot] / matrix[pivot, pivot];
                if (factor == 0)
                    continue;
                for (int column = pivot; column < n; column++)
                    matrix[row, column] -= factor * matrix[pivot, column];
                for (int column = 0; column < columns; column++)
                    right[row, column] -= factor * right[pivot, column];
            }
        }
        for (int row = n - 1; row >= 0; row--)
            for (int column = 0; column < columns; column++)
            {
                double sum = right[row, column];
                for (int known = row + 1; known < n; known++)
                    sum -= matrix[row, known] * right[known, column];
                right[row, column] = sum / matrix[row, row];
            }
        return true;
    }

    private static void Swap(double[,] matrix, int row, int other, int columns)
    {
        for (int column = 0; row != other && column < columns; column++)
            (matrix[row, column], matrix[other, column]) = (matrix[other, column], matrix[row, column]);
    }
}
