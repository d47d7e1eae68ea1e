using System.Text;
using System.Xml.Linq;

namespace Classroom.Cli.Calls;

sealed record AwsAnswer(byte[] Body, IReadOnlyDictionary<string, string> Headers)
{
    public XElement Xml => XElement.Parse(Encoding.UTF8.GetString(Body));
}
