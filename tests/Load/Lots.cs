using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Learning.Load;

/// <summary>Draws lots that depend on the seed and on what they are drawn for, and on nothing else: not on the order of questions, nor on how often the site was killed.</summary>
internal sealed class Lots(int seed)
{
    /// <summary>0 to 999.</summary>
    public int Of(string what) => (int)(BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"{seed}/{what}"))) % 1000);

    /// <summary>One of so many.</summary>
    public int Among(int count, string what) => (int)(BinaryPrimitives.ReadUInt32BigEndian(SHA256.HashData(Encoding.UTF8.GetBytes($"{seed}/among/{what}"))) % (uint)count);
}
