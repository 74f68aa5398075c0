using Xunit.Abstractions;
using Xunit.Sdk;

namespace Watcher.Worker.Tests.Support;

/// <summary>A test that runs once a database: skipped, with the reason, in classes whose database is not there.</summary>
[AttributeUsage(AttributeTargets.Method)]
[XunitTestCaseDiscoverer("Watcher.Worker.Tests.Support.StoreFactDiscoverer", "Watcher.Worker.Tests")]
public sealed class StoreFactAttribute : FactAttribute;

/// <summary>Names the environment variable that a class of store tests needs.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class RequiresEnvironmentAttribute(string variable) : Attribute
{
    public string Variable { get; } = variable;
}

public sealed class StoreFactDiscoverer(IMessageSink sink) : IXunitTestCaseDiscoverer
{
    public IEnumerable<IXunitTestCase> Discover(ITestFrameworkDiscoveryOptions discoveryOptions, ITestMethod testMethod, IAttributeInfo factAttribute) =>
        [new StoreTestCase(sink, discoveryOptions.MethodDisplayOrDefault(), discoveryOptions.MethodDisplayOptionsOrDefault(), testMethod)];
}

public sealed class StoreTestCase : XunitTestCase
{
    [Obsolete("For the runner, which makes test cases from text.")]
    public StoreTestCase()
    {
    }

    public StoreTestCase(IMessageSink sink, TestMethodDisplay display, TestMethodDisplayOptions options, ITestMethod testMethod)
        : base(sink, display, options, testMethod)
    {
    }

    protected override string GetSkipReason(IAttributeInfo factAttribute) =>
        TestMethod.TestClass.Class.GetCustomAttributes(typeof(RequiresEnvironmentAttribute)).FirstOrDefault() is { } required
        && required.GetNamedArgument<string>(nameof(RequiresEnvironmentAttribute.Variable)) is var variable
        && string.IsNullOrEmpty(Environment.GetEnvironmentVariable(variable))
            ? $"no connection string in {variable}" : base.GetSkipReason(factAttribute);
}
