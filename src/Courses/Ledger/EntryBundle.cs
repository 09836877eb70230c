using System.Buffers.Binary;

namespace Learning.Courses.Ledger;

/// <summary>The entries behind one level 0 tile, each after its length in two bytes, big-endian (C2SP tlog-tiles).</summary>
public static class EntryBundle
{
    public static byte[] Write(IReadOnlyList<byte[]> entries)
    {
        var bundle = new byte[entries.Sum(e => e.Length + sizeof(ushort))];
        var rest = bundle.AsSpan();
        foreach (var entry in entries)
        {
            BinaryPrimitives.WriteUInt16BigEndian(rest, checked((ushort)entry.Length));
            entry.CopyTo(rest[sizeof(ushort)..]);
            rest = rest[(sizeof(ushort) + entry.Length)..];
        }

        return bundle;
    }

    public static IReadOnlyList<byte[]> Read(ReadOnlySpan<byte> bundle)
    {
        var entries = new List<byte[]>();
        while (!bundle.IsEmpty)
        {
            if (bundle.Length < sizeof(ushort) || bundle.Length < sizeof(ushort) + BinaryPrimitives.ReadUInt16BigEndian(bundle))
            {
                throw new InvalidDataException($"The bundle ends within entry {entries.Count}.");
            }

            var length = BinaryPrimitives.ReadUInt16BigEndian(bundle);
            entries.Add(bundle.Slice(sizeof(ushort), length).ToArray());
            bundle = bundle[(sizeof(ushort) + length)..];
        }

        return entries;
    }
}
