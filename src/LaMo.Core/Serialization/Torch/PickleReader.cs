using System.Buffers.Binary;
using System.Numerics;
using System.Text;

namespace LaMo.Core.Serialization.Torch;

/// <summary>
/// Interprets the part of Python's pickle language that a PyTorch checkpoint of tensors is written in. A pickle is a program, which in Python may run anything;
/// here a global is looked up in <see cref="TorchGlobals"/> alone, and every other opcode or global is refused by name. Nothing recurses, and no length that the
/// file claims is allocated before it is known to be there.
/// </summary>
/// <param name="stream">A seekable stream; it is left behind a pickle's STOP.</param>
/// <param name="file">The file, for messages.</param>
internal sealed class PickleReader(Stream stream, string file)
{
    // A hundred times what the largest GPT-2 needs; each opcode makes one small object at most.
    private const int MaxOpcodes = 2_000_000;

    private static readonly UTF8Encoding _utf8 = new(false, throwOnInvalidBytes: true);
    private static readonly object _mark = new();

    private readonly List<object?> _stack = [];
    private readonly Dictionary<long, object?> _memo = [];
    private readonly Dictionary<string, TorchStorage> _storages = [];

    /// <summary>The storages that were named so far, by key.</summary>
    public IReadOnlyDictionary<string, TorchStorage> Storages => _storages;

    /// <summary>
    /// Interprets the stream's next pickle. Python's values become: None null, bool and float themselves, int <see cref="long"/> (or BigInteger), str string, tuple an array,
    /// list a List, dict a <see cref="PickleDictionary"/>; tensors and storages are the types of <see cref="TorchGlobals"/>.
    /// </summary>
    /// <exception cref="InvalidDataException">The pickle is damaged, or holds what is refused; the message names the file and what it is.</exception>
    public object? Read()
    {
        _stack.Clear();
        _memo.Clear();
        for (int count = 0; count < MaxOpcodes; count++)
        {
            var opcode = (PickleOpcode)ReadByte();
            if (opcode == PickleOpcode.STOP)
                return Pop();
            Execute(opcode);
        }
        throw Fault($"has more than {MaxOpcodes} opcodes");
    }

    private void Execute(PickleOpcode opcode)
    {
        switch (opcode)
        {
            case PickleOpcode.PROTO: ReadByte(); break;
            case PickleOpcode.FRAME: ReadNumber(8); break;
            case PickleOpcode.MARK: _stack.Add(_mark); break;

            case PickleOpcode.NONE: _stack.Add(null); break;
            case PickleOpcode.NEWTRUE: _stack.Add(true); break;
            case PickleOpcode.NEWFALSE: _stack.Add(false); break;
            case PickleOpcode.BININT: _stack.Add((long)(int)ReadNumber(4)); break;
            case PickleOpcode.BININT1: _stack.Add(ReadNumber(1)); break;
            case PickleOpcode.BININT2: _stack.Add(ReadNumber(2)); break;
            case PickleOpcode.LONG1: _stack.Add(ReadLong(ReadByte())); break;
            case PickleOpcode.BINFLOAT: _stack.Add(BinaryPrimitives.ReadDoubleBigEndian(ReadBytes(8))); break;
            case PickleOpcode.BINUNICODE: _stack.Add(ReadText(ReadNumber(4))); break;
            case PickleOpcode.SHORT_BINUNICODE: _stack.Add(ReadText(ReadNumber(1))); break;

            case PickleOpcode.EMPTY_TUPLE: _stack.Add(Array.Empty<object?>()); break;
            case PickleOpcode.TUPLE1: _stack.Add(PopMany(1)); break;
            case PickleOpcode.TUPLE2: _stack.Add(PopMany(2)); break;
            case PickleOpcode.TUPLE3: _stack.Add(PopMany(3)); break;
            case PickleOpcode.TUPLE: _stack.Add(PopToMark()); break;
            case PickleOpcode.EMPTY_LIST: _stack.Add(new List<object?>()); break;
            case PickleOpcode.APPEND: Append([Pop()]); break;
            case PickleOpcode.APPENDS: Append(PopToMark()); break;
            case PickleOpcode.EMPTY_DICT: _stack.Add(new PickleDictionary()); break;
            case PickleOpcode.SETITEM: SetItems(PopMany(2)); break;
            case PickleOpcode.SETITEMS: SetItems(PopToMark()); break;

            case PickleOpcode.BINPUT: _memo[ReadNumber(1)] = Top(); break;
            case PickleOpcode.LONG_BINPUT: _memo[ReadNumber(4)] = Top(); break;
            case PickleOpcode.MEMOIZE: _memo[_memo.Count] = Top(); break;
            case PickleOpcode.BINGET: Recall(ReadNumber(1)); break;
            case PickleOpcode.LONG_BINGET: Recall(ReadNumber(4)); break;

            case PickleOpcode.GLOBAL: FindGlobal(ReadLine(), ReadLine()); break;
            case PickleOpcode.STACK_GLOBAL:
                object?[] names = PopMany(2);
                FindGlobal(names[0] as string ?? throw Fault("names a global by something else than text"), names[1] as string ?? throw Fault("names a global by something else than text"));
                break;
            case PickleOpcode.REDUCE: Call(PopMany(2)); break;
            case PickleOpcode.BUILD:
                // Python sets the object's attributes; a state dict carries its modules' versions there.
                if (PopMany(2) is not [PickleDictionary target, PickleDictionary])
                    throw Fault("sets the state of something else than a dictionary (opcode BUILD), which is refused");
                _stack.Add(target);
                break;
            case PickleOpcode.BINPERSID:
                TorchStorage storage = TorchStorage.FromPersistentId(Pop()) ?? throw Fault("has a persistent id that is not a tensor storage");
                if (!_storages.TryAdd(storage.Key, storage) && _storages[storage.Key] != storage)
                    throw Fault($"describes the storage '{storage.Key}' in two ways");
                _stack.Add(storage);
                break;

            default:
                throw Fault($"uses the opcode {(Enum.IsDefined(opcode) ? opcode.ToString() : $"0x{(byte)opcode:x2}")}, which is refused: only tensors in dictionaries, lists and tuples are read");
        }
    }

    private void FindGlobal(string module, string name) =>
        _stack.Add(TorchGlobals.Find(module, name) ?? throw Fault($"asks for the global '{module}.{name}', which is refused: only what tensors are made of is known"));

    private void Call(object?[] functionAndArguments)
    {
        if (functionAndArguments is not [TorchGlobals.Function function, object?[] arguments])
            throw Fault("calls something that is not a function (opcode REDUCE), which is refused");
        _stack.Add(function(arguments) ?? throw Fault("rebuilds a tensor from impossible arguments"));
    }

    private void Append(object?[] items)
    {
        if (Top() is not List<object?> list)
            throw Fault("appends to something else than a list");
        list.AddRange(items);
    }

    private void SetItems(object?[] items)
    {
        if (Top() is not PickleDictionary dictionary || items.Length % 2 != 0)
            throw Fault("sets items of something else than a dictionary");
        for (int i = 0; i < items.Length; i += 2)
            dictionary.Items.Add((items[i], items[i + 1]));
    }

    private void Recall(long key) => _stack.Add(_memo.TryGetValue(key, out object? value) ? value : throw Fault($"recalls the value {key}, which it has not stored"));

    private object? Top() => _stack is [.., var top] && top != _mark ? top : throw Fault("takes a value from an empty stack");

    private object? Pop()
    {
        object? top = Top();
        _stack.RemoveAt(_stack.Count - 1);
        return top;
    }

    private object?[] PopMany(int count)
    {
        object?[] items = new object?[count];
        for (int i = count - 1; i >= 0; i--)
            items[i] = Pop();
        return items;
    }

    private object?[] PopToMark()
    {
        int mark = _stack.LastIndexOf(_mark);
        if (mark < 0)
            throw Fault("looks for a mark that is not there");
        object?[] items = [.. _stack.Skip(mark + 1)];
        _stack.RemoveRange(mark, _stack.Count - mark);
        return items;
    }

    private byte ReadByte()
    {
        int value = stream.ReadByte();
        return value >= 0 ? (byte)value : throw Fault("ends before its STOP");
    }

    private byte[] ReadBytes(long count)
    {
        if (count > stream.Length - stream.Position)
            throw Fault("ends before its STOP");
        byte[] bytes = new byte[count];
        stream.ReadExactly(bytes);
        return bytes;
    }

    /// <summary>An unsigned little-endian number.</summary>
    private long ReadNumber(int bytes)
    {
        long number = 0;
        for (int shift = 0; shift < 8 * bytes; shift += 8)
            number |= (long)ReadByte() << shift;
        return number;
    }

    private object ReadLong(int length)
    {
        var number = new BigInteger(ReadBytes(length));
        return number >= long.MinValue && number <= long.MaxValue ? (object)(long)number : number;
    }

    private string ReadText(long length)
    {
        try
        {
            return _utf8.GetString(ReadBytes(length));
        }
        catch (DecoderFallbackException)
        {
            throw Fault("holds text that is not UTF-8");
        }
    }

    private string ReadLine()
    {
        const int maxLength = 256;
        var line = new StringBuilder();
        for (byte next = ReadByte(); next != '\n'; next = ReadByte())
        {
            if (line.Length == maxLength)
                throw Fault("names a global of more than 256 characters");
            line.Append((char)next);
        }
        return line.ToString();
    }

    private InvalidDataException Fault(string problem) => new($"{file}: the pickle {problem}.");
}
