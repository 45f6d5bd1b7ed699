package org.openfiles.door.s3.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.openfiles.door.s3.error.S3Exception;

class PolicyTest {
  @ParameterizedTest
  @CsvSource({
    "'','',true",
    "'*','',true",
    "'*',abc,true",
    "a*c,abc,true",
    "a*c,abd,false",
    "a?c,abc,true",
    "a?c,ac,false",
    "**,x,true",
    "a*b*c,aXbYc,true",
    "a*b*c,aXcYb,false",
    "s3:Get*,s3:GetObject,true",
    "abc,ab,false",
    "ab,abc,false"
  })
  void starsAndQuestionMarksMatchAsThePolicyLanguageSays(
      String pattern, String text, boolean matches) {
    assertThat(Wildcard.matches(pattern, text)).isEqualTo(matches);
  }

  @ParameterizedTest
  @CsvSource({
    "10.0.0.0/8,10.9.8.7,true", "10.0.0.0/8,11.0.0.1,false", "192.0.2.128/25,192.0.2.127,false",
    "192.0.2.128/25,192.0.2.200,true", "127.0.0.1,127.0.0.1,true", "0.0.0.0/0,8.8.8.8,true",
    "2001:db8::/32,2001:db8:1::1,true", "2001:db8::/32,10.0.0.1,false"
  })
  void aRangeContainsTheAddressesWithItsFirstBits(String range, String address, boolean inside) {
    assertThat(
            AddressRange.parse(range)
                .orElseThrow()
                .contains(java.net.InetAddress.ofLiteral(address)))
        .isEqualTo(inside);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '~',
      textBlock =
          """
          [ | must be valid JSON
          {} | Missing required field Statement
          {"Statement":[]} | Statement is empty
          {] | invalid Json
          {"Version":"2012-10-16","Statement":[]} | valid version string
          {"Statement":[{"Effect":"Allow","Principal":{"AWS":""},"Action":"s3:*","Resource":"*"}]} | Invalid principal
          {"Statement":[{"Effect":"Allow","Principal":"*","Action":"s3:*","Resource":[]}]} | invalid resource
          {"Statement":[{"Effect":"Allow","Principal":"*","Action":"s3:*"}]} | Missing required field Resource
          {"Statement":[{"Effect":"Maybe","Principal":"*","Action":"s3:*","Resource":"arn:aws:s3:::b"}]} | Invalid effect
          {"Statement":[{"Effect":"Allow","Principal":"*","Action":"ec2:*","Resource":"arn:aws:s3:::b"}]} | invalid action
          {"Statement":[{"Effect":"Allow","Principal":"*","Action":"s3:*","Resource":"arn:aws:s3:::other"}]} | invalid resource
          {"Statement":[{"Effect":"Allow","Principal":"*","Action":"s3:*","Resource":"*","Condition":{"Sometimes":{"s3:prefix":"a"}}}]} | Unknown condition operator
          {"Statement":[{"Effect":"Allow","Principal":"*","Action":"s3:*","Resource":"*","Condition":{"StringEquals":{"aws:Moon":"full"}}}]} | Unknown condition key
          {"Statement":[{"Effect":"Allow","Principal":"*","Action":"s3:*","Resource":"*","Condition":{"IpAddress":{"aws:SourceIp":"300.0.0.1"}}}]} | Invalid address range
          {"Statement":[{"Effect":"Allow","Principal":"*","Action":"s3:*","Resource":"*","Sidd":"x"}]} | Unknown field
          {"Statement":[{"Effect":"Allow","NotPrincipal":"*","Action":"s3:*","Resource":"*"}]} | NotPrincipal
          """)
  void aPolicyThatCantBeFollowedIsRefused(String json, String message) {
    assertThatThrownBy(() -> Policy.parse(json, "b"))
        .isInstanceOf(S3Exception.class)
        .hasMessageContaining(message);
  }

  @Test
  void aPolicyForEverybodyIsPublicUnlessTiedToAddresses() throws Exception {
    String open =
        """
        {"Statement":{"Effect":"Allow","Principal":{"AWS":"*"},"Action":"s3:GetObject",
        "Resource":"arn:aws:s3:::b/*"%s}}
        """;

    assertThat(Policy.parse(open.formatted(""), "b").isPublic()).isTrue();
    assertThat(
            Policy.parse(
                    open.formatted(
                        ",\"Condition\":{\"IpAddress\":{\"aws:SourceIp\":\"10.0.0.0/8\"}}"),
                    "b")
                .isPublic())
        .isFalse();
  }
}
