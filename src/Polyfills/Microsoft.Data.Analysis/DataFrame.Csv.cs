using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Text;

namespace Microsoft.Data.Analysis;

public partial class DataFrame
{
    public static DataFrame LoadCsv(string filename, char separator = ',', bool header = true, string[] columnNames = null, Type[] dataTypes = null, int numRows = -1, int guessRows = 10, bool addIndexColumn = false, Encoding encoding = null, bool renameDuplicatedColumns = false, CultureInfo cultureInfo = null)
    {
        using FileStream stream = new(filename, FileMode.Open);
        return LoadCsv(stream, separator, header, columnNames, dataTypes, numRows, guessRows, addIndexColumn, encoding, renameDuplicatedColumns, cultureInfo);
    }

    public static DataFrame LoadCsv(Stream csvStream, char separator = ',', bool header = true, string[] columnNames = null, Type[] dataTypes = null, long numberOfRowsToRead = -1, int guessRows = 10, bool addIndexColumn = false, Encoding encoding = null, bool renameDuplicatedColumns = false, CultureInfo cultureInfo = null, Func<IEnumerable<string>, Type> guessTypeFunction = null)
    {
        if (!csvStream.CanSeek)
            throw new ArgumentException("Expected a seekable stream", nameof(csvStream));
        long start = csvStream.Position;
        CsvLoader loader = new(OpenText)
        {
            Separator = separator,
            HasHeader = header,
            ColumnNames = columnNames,
            DataTypes = dataTypes,
            MaxRows = numberOfRowsToRead,
            GuessRows = guessRows,
            RenameDuplicatedColumns = renameDuplicatedColumns,
            GuessType = guessTypeFunction ?? CsvTypeGuess.Guess,
        };
        return loader.Load(cultureInfo, addIndexColumn);

        TextReader OpenText()
        {
            csvStream.Seek(start, SeekOrigin.Begin);
            return new StreamReader(csvStream, encoding ?? Encoding.UTF8, detectEncodingFromByteOrderMarks: true, leaveOpen: true);
        }
    }

    public static DataFrame LoadCsvFromString(string csvString, char separator = ',', bool header = true, string[] columnNames = null, Type[] dataTypes = null, long numberOfRowsToRead = -1, int guessRows = 10, bool addIndexColumn = false, bool renameDuplicatedColumns = false, CultureInfo cultureInfo = null, Func<IEnumerable<string>, Type> guessTypeFunction = null)
    {
        CsvLoader loader = new(() => new StringReader(csvString))
        {
            Separator = separator,
            HasHeader = header,
            ColumnNames = columnNames,
            DataTypes = dataTypes,
            MaxRows = numberOfRowsToRead,
            GuessRows = guessRows,
            RenameDuplicatedColumns = renameDuplicatedColumns,
            GuessType = guessTypeFunction ?? CsvTypeGuess.Guess,
        };
        return loader.Load(cultureInfo, addIndexColumn);
    }

    public static void SaveCsv(DataFrame dataFrame, string path, char separator = ',', bool header = true, Encoding encoding = null, CultureInfo cultureInfo = null)
    {
        using FileStream stream = new(path, FileMode.Create);
        SaveCsv(dataFrame, stream, separator, header, encoding, cultureInfo);
    }

    public static void SaveCsv(DataFrame dataFrame, Stream csvStream, char separator = ',', bool header = true, Encoding encoding = null, CultureInfo cultureInfo = null)
    {
        CsvWriter writer = new(separator, cultureInfo ?? CultureInfo.CurrentCulture);
        using StreamWriter text = new(csvStream, encoding ?? Encoding.ASCII, leaveOpen: true);
        if (dataFrame is not null)
            writer.Write(dataFrame, header, text);
    }

    [Obsolete("WriteCsv is obsolete and will be removed in a future version. Use SaveCsv instead.")]
    public static void WriteCsv(DataFrame dataFrame, string path, char separator = ',', bool header = true, Encoding encoding = null, CultureInfo cultureInfo = null)
        => SaveCsv(dataFrame, path, separator, header, encoding, cultureInfo);

    [Obsolete("WriteCsv is obsolete and will be removed in a future version. Use SaveCsv instead.")]
    public static void WriteCsv(DataFrame dataFrame, Stream csvStream, char separator = ',', bool header = true, Encoding encoding = null, CultureInfo cultureInfo = null)
        => SaveCsv(dataFrame, csvStream, separator, header, encoding, cultureInfo);
}
